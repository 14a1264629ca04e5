package dev.waybill.desk.page;

import java.util.List;

/**
 * Something that can be done with an order. Whether it can be done now is order's to say: the page offers what
 * {@code actions} of {@code GET /api/orders/{id}} names.
 *
 * @param action what order calls it
 * @param effect what it would do
 * @param agentsOnly why somebody who is no agent cannot do it
 */
record ActionView(String id, String action, String name, String effect, String agentsOnly) {

    private static final String KEPT =
            " An authorization that still suffices is kept, else a new one is obtained before"
                    + " the old one is voided. Lines that stay keep their pieces or their place in the queue.";

    /** All that there is, in the order in which the page shows it. */
    static final List<ActionView> ALL = List.of(
            new ActionView(
                    "cancel",
                    "CANCEL",
                    "Cancel order",
                    "Releases stock and payment, and refunds what was charged with a credit note. Asks shipping to stop"
                            + " the parcel if there is one: once it is dispatched, the cancellation is refused.",
                    "Only agents may cancel orders."),
            new ActionView(
                    "lines",
                    "CHANGE_LINES",
                    "Change lines",
                    "Lines keep the price they were ordered at; a SKU that is new to the order costs today's. The amount"
                            + " is calculated and invoiced again." + KEPT,
                    "Only agents may change orders."),
            new ActionView(
                    "ship-to",
                    "CHANGE_ADDRESS",
                    "Change address",
                    "Value added tax is that of the new country, so the amount is calculated again." + KEPT,
                    "Only agents may change orders."),
            new ActionView(
                    "pay",
                    "CHANGE_PAYMENT_METHOD",
                    "Take another card",
                    "Authorizes the amount with another payment method, then voids the authorization before.",
                    "Only agents may do that for a customer."));
}
