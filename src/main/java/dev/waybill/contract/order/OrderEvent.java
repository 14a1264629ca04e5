package dev.waybill.contract.order;

import dev.waybill.contract.Item;
import dev.waybill.contract.Line;
import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.ShipTo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The milestones of an order. */
public sealed interface OrderEvent extends Message {

    String orderId();

    @Override
    default String subject() {
        return orderId();
    }

    /** An order exists. */
    record OrderPlaced(
            String orderId,
            int revision,
            String customerId,
            List<Line> lines,
            ShipTo shipTo,
            Money total,
            @Nullable String reference,
            Map<String, String> attributes,
            Instant placedAt)
            implements OrderEvent {}

    /** The payment was declined for that reason; another method is waited for until that instant. */
    record PaymentMethodRequested(String orderId, int revision, String customerId, String reason, Instant until)
            implements OrderEvent {}

    /** Stock is missing; the order waits for it, until that instant (null from releases that did not send it). */
    record OrderBackOrdered(
            String orderId,
            int revision,
            String customerId,
            List<Item> missing,
            @Nullable Instant until) implements OrderEvent {}

    /** The customer changed lines or address: what is wanted from this revision on, and what it is expected to cost. */
    record OrderChanged(String orderId, int revision, String customerId, List<Line> lines, ShipTo shipTo, Money total)
            implements OrderEvent {}

    /** The parcel is on its way. */
    record OrderShipped(String orderId, int revision, String customerId, String trackingNumber) implements OrderEvent {}

    /** Delivered and issued: nothing is left to do. */
    record OrderCompleted(String orderId, int revision, String customerId) implements OrderEvent {}

    /** A cancellation came too late: the order goes on to its completion. */
    record OrderCancellationRefused(String orderId, int revision, String customerId) implements OrderEvent {}

    /** The order ended without shipping, for that reason. */
    record OrderCancelled(String orderId, int revision, String customerId, String reason) implements OrderEvent {}
}
