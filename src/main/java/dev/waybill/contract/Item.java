package dev.waybill.contract;

/** So many pieces of a SKU. */
public record Item(String sku, int quantity) {}
