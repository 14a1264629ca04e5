package dev.waybill.desk.page;

import dev.waybill.desk.view.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be done with an order.
 *
 * @param effect what it would do
 * @param refusal why it cannot be done now; null when it can
 */
record ActionView(
        String id, String name, String effect, @Nullable String refusal) {

    private static final Set<Status> ENDED = EnumSet.of(Status.COMPLETED, Status.CANCELLED);
    private static final Set<Status> GONE = EnumSet.of(Status.SHIPPED, Status.COMPLETED);

    private static final Set<Status> CHANGEABLE = EnumSet.of(
            Status.PLACED,
            Status.INVOICED,
            Status.PAYMENT_DECLINED,
            Status.AUTHORIZED,
            Status.BACK_ORDERED,
            Status.RESERVED);

    private static final String CHANGING =
            "Lines keep the price they were ordered at; a SKU that is new to the order costs"
                    + " today's. The amount is calculated and invoiced anew.";
    private static final String KEPT_PAYMENT =
            " An authorization that still suffices is kept, else a new one is obtained before the old is let go of.";
    private static final String ADDRESSING =
            "Value added tax is that of the new country, so the amount is calculated anew.";

    static List<ActionView> of(OrderView order) {
        return List.of(
                new ActionView("cancel", "Cancel order", cancelling(order), whyNotCancelled(order)),
                new ActionView("lines", "Change lines", CHANGING + changing(order), whyNotChanged(order)),
                new ActionView("ship-to", "Change address", ADDRESSING + changing(order), whyNotChanged(order)),
                new ActionView(
                        "pay",
                        "Take another card",
                        "Authorizes the amount with another payment method, then lets go of the one before.",
                        whyNotPaidAnew(order)));
    }

    static List<ActionView> notAllowed() {
        return List.of(
                new ActionView("cancel", "Cancel order", "", "Only agents may cancel orders."),
                new ActionView("lines", "Change lines", "", "Only agents may change orders."),
                new ActionView("ship-to", "Change address", "", "Only agents may change orders."),
                new ActionView("pay", "Take another card", "", "Only agents may do that for a customer."));
    }

    private static String cancelling(OrderView order) {
        return switch (order.status()) {
            case RESERVED, BACK_ORDERED, AUTHORIZED, INVOICED, PAYMENT_DECLINED, PLACED ->
                "Releases stock and payment; nothing was charged.";
            case PAID ->
                "Asks shipping to stop the parcel. If it is not dispatched yet, the payment is refunded with a credit note"
                        + " and the stock is offered to waiting orders.";
            default -> "";
        };
    }

    private static String changing(OrderView order) {
        return switch (order.status()) {
            case AUTHORIZED -> KEPT_PAYMENT;
            case BACK_ORDERED -> KEPT_PAYMENT + " Lines that stay keep their pieces and their place in the queue.";
            case RESERVED ->
                KEPT_PAYMENT + " Lines that stay keep their pieces; pieces let go of go to orders that wait.";
            default -> "";
        };
    }

    private static @Nullable String whyNotChanged(OrderView order) {
        if (CHANGEABLE.contains(order.status())) {
            return null;
        }
        if (order.status() == Status.CANCELLING) {
            return "It is being cancelled.";
        }
        return ENDED.contains(order.status()) ? "The order has ended." : "It was charged, and its parcel asked for.";
    }

    private static @Nullable String whyNotCancelled(OrderView order) {
        if (order.status() == Status.CANCELLING) {
            return "It is being cancelled.";
        }
        if (GONE.contains(order.status())) {
            return "It was dispatched.";
        }
        return order.status() == Status.CANCELLED ? "It is cancelled." : null;
    }

    private static @Nullable String whyNotPaidAnew(OrderView order) {
        if (ENDED.contains(order.status())) {
            return "The order has ended.";
        }
        return order.status() == Status.PAYMENT_DECLINED ? null : "Only while a payment is declined.";
    }
}
