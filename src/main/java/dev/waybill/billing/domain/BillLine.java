package dev.waybill.billing.domain;

/** A billed line: pieces of a SKU at a net unit price in minor units. */
public record BillLine(String sku, int quantity, long unitPrice) {}
