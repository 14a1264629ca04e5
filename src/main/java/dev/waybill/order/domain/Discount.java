package dev.waybill.order.domain;

/** The version of a discount code that the order was promised. */
public record Discount(String code, long version) {}
