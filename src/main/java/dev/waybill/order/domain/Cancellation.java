package dev.waybill.order.domain;

/** Why an order is to end without shipping. */
public record Cancellation(String reason, String detail) {}
