package dev.waybill.order.domain;

/**
 * Why an order is to end without shipping.
 *
 * @param refused whether it was asked for too late: the order goes on
 */
public record Cancellation(String reason, String detail, boolean refused) {}
