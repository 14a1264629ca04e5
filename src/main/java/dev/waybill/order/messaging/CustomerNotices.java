package dev.waybill.order.messaging;

import dev.waybill.contract.ecommerce.EcommerceCommand.Choice;
import dev.waybill.contract.ecommerce.EcommerceCommand.NotifyCustomer;
import dev.waybill.contract.ecommerce.EcommerceCommand.Purpose;
import dev.waybill.order.OrderProperties;
import dev.waybill.order.domain.Order;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the order's process wants customers to be told; ecommerce knows how they are reached. */
@Component
public class CustomerNotices {

    private final OrderPublisher publisher;
    private final OrderProperties properties;

    CustomerNotices(OrderPublisher publisher, OrderProperties properties) {
        this.publisher = publisher;
        this.properties = properties;
    }

    /** The payment was declined: another method, please. */
    public void askForPaymentMethod(Order order) {
        tell(
                order,
                Purpose.PAYMENT_DECLINED,
                "the payment was declined",
                properties.paymentPatience(),
                Choice.CHANGE_PAYMENT_METHOD,
                Choice.CHANGE_ORDER,
                Choice.CANCEL_ORDER);
    }

    /** Stock is missing: the order waits. */
    public void announceBackOrder(Order order) {
        waits(order, Purpose.BACK_ORDERED, properties.backOrderPatience());
    }

    /** Stock is still missing. */
    public void remindOfBackOrder(Order order) {
        waits(order, Purpose.BACK_ORDER_REMINDER, properties.backOrderPatience().minus(properties.backOrderReminder()));
    }

    private void waits(Order order, Purpose purpose, Duration left) {
        String missing = order.stock().missing().stream()
                .map(pieces -> pieces.quantity() + " x " + pieces.sku())
                .collect(Collectors.joining(", ", "missing: ", ""));
        tell(order, purpose, missing, left, Choice.WAIT, Choice.CHANGE_ORDER, Choice.CANCEL_ORDER);
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

    private void tell(Order order, Purpose purpose, String detail, @Nullable Duration patience, Choice... choices) {
        publisher.send(
                order,
                new NotifyCustomer(
                        order.id(),
                        order.revision(),
                        order.agreed().customerId(),
                        purpose,
                        detail,
                        patience == null ? null : publisher.time(order).plus(patience),
                        List.of(choices)));
    }
}
