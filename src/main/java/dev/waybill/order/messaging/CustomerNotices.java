package dev.waybill.order.messaging;

import dev.waybill.contract.ecommerce.EcommerceCommand.Choice;
import dev.waybill.contract.ecommerce.EcommerceCommand.NotifyCustomer;
import dev.waybill.contract.ecommerce.EcommerceCommand.Purpose;
import dev.waybill.order.domain.Order;
import dev.waybill.order.process.Patience;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the order's process wants customers to be told; ecommerce knows how they are reached. */
@Component
public class CustomerNotices {

    private final OrderPublisher publisher;
    private final Patience patience;

    CustomerNotices(OrderPublisher publisher, Patience patience) {
        this.publisher = publisher;
        this.patience = patience;
    }

    /** The payment was declined: another method, please. */
    public void askForPaymentMethod(Order order) {
        tell(
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
        tell(order, purpose, missing, until, Choice.WAIT, Choice.CHANGE_ORDER, Choice.CANCEL_ORDER);
    }

    /** The parcel is on its way. */
    public void tellShipped(Order order) {
        String tracking = order.stock().trackingNumber();
        tell(order, Purpose.SHIPPED, tracking == null ? "" : tracking, null);
    }

    /** A cancellation came too late. */
    public void tellCancellationRefused(Order order) {
        tell(order, Purpose.CANCELLATION_REFUSED, "the parcel is on its way", null);
    }

    /** The order has ended. */
    public void tellCancelled(Order order) {
        var cancellation = order.cancellation();
        tell(order, Purpose.CANCELLED, cancellation == null ? "" : cancellation.reason(), null);
    }

    private Instant until(Order order) {
        return patience.of(order, publisher.time(order)).until();
    }

    private void tell(Order order, Purpose purpose, String detail, @Nullable Instant until, Choice... choices) {
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
