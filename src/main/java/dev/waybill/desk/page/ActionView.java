package dev.waybill.desk.page;

import java.util.List;

/**
 * An action on an order. Whether it is possible now is decided by the order context: the page offers the actions that
 * {@code actions} of {@code GET /api/orders/{id}} names.
 *
 * @param action its name in the order context's API
 * @param effect what it would do, for the dialog that asks for confirmation
 * @param agentsOnly why a user without the role of an agent cannot do it
 */
record ActionView(String id, String action, String name, String effect, String agentsOnly) {

    private static final String AUTHORIZATION_AND_STOCK =
            " The authorization is kept if it still covers the amount; otherwise a new one is obtained before"
                    + " the old one is voided. Unchanged lines keep their reserved stock or their place in the queue.";

    /** All actions, in the order in which the page shows them. */
    static final List<ActionView> ALL = List.of(
            new ActionView(
                    "cancel",
                    "CANCEL",
                    "Cancel order",
                    "Releases stock and payment, and refunds what was charged, with a credit note. If there is a parcel,"
                            + " shipping is asked to stop it; once it has been dispatched, the cancellation is refused.",
                    "Only agents can cancel orders."),
            new ActionView(
                    "lines",
                    "CHANGE_LINES",
                    "Change lines",
                    "Existing lines keep the price at which they were ordered; a SKU that is new to the order has the"
                            + " current price. The amount is calculated and invoiced again." + AUTHORIZATION_AND_STOCK,
                    "Only agents can change orders."),
            new ActionView(
                    "ship-to",
                    "CHANGE_ADDRESS",
                    "Change address",
                    "The value added tax of the new country applies, so the amount is calculated and invoiced again."
                            + AUTHORIZATION_AND_STOCK,
                    "Only agents can change orders."),
            new ActionView(
                    "pay",
                    "CHANGE_PAYMENT_METHOD",
                    "Change payment method",
                    "Authorizes the amount with another payment method, then voids the previous authorization.",
                    "Only agents can change the payment method for a customer."));
}
