package dev.waybill.order.publishing;

import dev.waybill.contract.ecommerce.EcommerceCommand.Choice;
import dev.waybill.contract.ecommerce.EcommerceCommand.NotifyCustomer;
import dev.waybill.contract.ecommerce.EcommerceCommand.Purpose;
import dev.waybill.order.domain.Order;
import dev.waybill.order.process.model.Patience;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The notices to customers that the order's process asks for; ecommerce knows how each customer is reached. */
public class CustomerNotices {

    private final OrderPublisher publisher;
    private final Patience patience;

    public CustomerNotices(OrderPublisher publisher, Patience patience) {
        this.publisher = publisher;
        this.patience = patience;
    }

    /** The payment was declined: another method, please. */
    public void askForPaymentMethod(Order order) {
        notify(
                order,
                Purpose.PAYMENT_DECLINED,
                "the payment was declined",
                until(order),
                Choice.CHANGE_PAYMENT_METHOD,
                Choice.CHANGE_ORDER,
                Choice.CANCEL_ORDER);
    }

    /** Stock is missing: the order waits. */
    public void announceBackOrder(Order order) {
        waits(order, Purpose.BACK_ORDERED, until(order));
    }

    /** Stock is still missing. */
    public void remindOfBackOrder(Order order) {
        waits(order, Purpose.BACK_ORDER_REMINDER, patience.untilWhenReminded(order, publisher.time(order)));
    }

    private void waits(Order order, Purpose purpose, Instant until) {
        String missing = order.stock().missing().stream()
                .map(pieces -> pieces.quantity() + " x " + pieces.sku())
                .collect(Collectors.joining(", ", "missing: ", ""));
        notify(order, purpose, missing, until, Choice.WAIT, Choice.CHANGE_ORDER, Choice.CANCEL_ORDER);
    }

    /** The parcel is on its way. */
    public void notifyShipped(Order order) {
        String tracking = order.stock().trackingNumber();
        notify(order, Purpose.SHIPPED, tracking == null ? "" : tracking, null);
    }

    /** A cancellation came too late. */
    public void notifyCancellationRefused(Order order) {
        notify(order, Purpose.CANCELLATION_REFUSED, "the parcel is on its way", null);
    }

    /** The order has ended. */
    public void notifyCancelled(Order order) {
        var cancellation = order.cancellation();
        notify(order, Purpose.CANCELLED, cancellation == null ? "" : cancellation.reason(), null);
    }

    private Instant until(Order order) {
        return patience.of(order, publisher.time(order)).until();
    }

    private void notify(Order order, Purpose purpose, String detail, @Nullable Instant until, Choice... choices) {
        publisher.send(
                order,
                new NotifyCustomer(
                        order.id(),
                        order.revision(),
                        order.agreed().customerId(),
                        purpose,
                        detail,
                        until,
                        List.of(choices)));
    }
}
