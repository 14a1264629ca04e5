package dev.waybill.order.domain;

/** Where an order is in its life. */
public enum OrderStatus {
    PLACED,
    INVOICED,
    PAYMENT_DECLINED,
    AUTHORIZED,
    BACK_ORDERED,
    RESERVED,
    PAID,
    SHIPPED,
    CANCELLING,
    COMPLETED,
    CANCELLED;

    /** Whether nothing can happen to the order any more. */
    public boolean isTerminal() {
        return this == COMPLETED || this == CANCELLED;
    }

    /** Whether the order is still being prepared, so that the customer may change it. */
    public boolean isBeforePayment() {
        return switch (this) {
            case PLACED, INVOICED, PAYMENT_DECLINED, AUTHORIZED, BACK_ORDERED, RESERVED -> true;
            case PAID, SHIPPED, CANCELLING, COMPLETED, CANCELLED -> false;
        };
    }
}
