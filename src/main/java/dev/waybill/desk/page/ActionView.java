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

    static List<ActionView> of(OrderView order) {
        return List.of(
                new ActionView("cancel", "Cancel order", cancelling(order), whyNotCancelled(order)),
                new ActionView(
                        "pay",
                        "Take another card",
                        "Authorizes the amount with another payment method, then lets go of the one before.",
                        whyNotPaidAnew(order)));
    }

    static List<ActionView> notAllowed() {
        return List.of(
                new ActionView("cancel", "Cancel order", "", "Only agents may cancel orders."),
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
