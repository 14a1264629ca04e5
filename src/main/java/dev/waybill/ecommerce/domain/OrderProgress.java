package dev.waybill.ecommerce.domain;

/** How far the order of a cart is, in the shop's words. */
public enum OrderProgress {
    REQUESTED,
    PLACED,
    PAYMENT_DECLINED,
    BACK_ORDERED,
    SHIPPED,
    COMPLETED,
    CANCELLED
}
