package dev.waybill.order.domain;

/** Pieces of a SKU at a net unit price in minor units, in that version of the price list. */
public record OrderLine(String sku, int quantity, long unitPrice, long priceVersion) {}
