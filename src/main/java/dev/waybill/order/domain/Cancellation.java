package dev.waybill.order.domain;

/**
 * Why an order is to end without shipping.
 *
 * @param at how far the order had come when it was asked for; answers that arrive later do not change that
 * @param refused whether it was asked for too late: the order goes on
 */
public record Cancellation(String reason, String detail, OrderStatus at, boolean refused) {

    /** The same, but too late. */
    Cancellation tooLate() {
        return new Cancellation(reason, detail, at, true);
    }
}
