package dev.waybill.shipping.domain;

/** So many pieces of a SKU in a shipment. */
public record Parcel(String sku, int quantity) {}
