package dev.waybill.order.messaging;

import dev.waybill.contract.Item;
import dev.waybill.contract.Message;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.order.OrderFlow;
import dev.waybill.order.Orders;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.ProcessIncidents;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Hears the answers of one service and says them in the order's own words. */
public final class AnswerListener implements Listener {

    private final String queue;
    private final Orders orders;
    private final OrderFlow flow;
    private final OrderProcess process;
    private final ProcessIncidents incidents;

    public AnswerListener(
            String queue, Orders orders, OrderFlow flow, OrderProcess process, ProcessIncidents incidents) {
        this.queue = queue;
        this.orders = orders;
        this.flow = flow;
        this.process = process;
        this.incidents = incidents;
    }

    @Override
    public String queue() {
        return queue;
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("order", subject);
    }

    @Override
    public void prepare(Collection<?> messages) {
        orders.prefetch(subjects(messages));
    }

    /** Inside one engine command a message would not find what another one has just moved. */
    @Override
    public boolean alone(Object message) {
        return switch (message) {
            case BillingEvent.BillableAmountCalculated e -> false;
            case BillingEvent.BillableAmountVerified e -> false;
            case BillingEvent.InvoiceIssued e -> false;
            case BillingEvent.CreditNoteIssued e -> false;
            case BillingEvent.PaymentRefunded e -> false;
            case InventoryEvent.StockReceived e -> false;
            default -> true;
        };
    }

    @Override
    public void around(Collection<?> messages, Runnable handling) {
        process.together(subjects(messages), handling);
    }

    private static List<String> subjects(Collection<?> messages) {
        return messages.stream()
                .map(message -> ((Message) message).subject())
                .distinct()
                .toList();
    }

    @Override
    public void parked(Envelope envelope, long id, String cause) {
        incidents.raise(envelope.subject(), envelope.type(), "order-" + id, cause);
    }

    @Override
    public void unparked(String subject, long id) {
        incidents.resolve("order-" + id);
    }

    @Override
    public void handle(Object message) {
        switch (message) {
            case BillingEvent event -> billing(event);
            case InventoryEvent event -> inventory(event);
            case ShippingEvent event -> shipping(event);
            default -> throw new IllegalArgumentException("no answer to an order: " + message);
        }
    }

    private void billing(BillingEvent event) {
        int revision = event.revision();
        switch (event) {
            case BillingEvent.BillableAmountCalculated calculated ->
                record(event, new OrderEvent.BillableAmountCalculated(revision, amounts(calculated)));
            case BillingEvent.BillableAmountVerified verified ->
                record(event, new OrderEvent.BillableAmountVerified(revision));
            case BillingEvent.BillableAmountRejected rejected ->
                move(
                        event,
                        new OrderEvent.BillableAmountRejected(
                                revision,
                                rejected.calculated().minor(),
                                rejected.quoted().minor()));
            case BillingEvent.InvoicePrepared prepared -> move(event, new OrderEvent.InvoicePrepared(revision));
            case BillingEvent.PaymentAuthorized authorized ->
                move(
                        event,
                        new OrderEvent.PaymentAuthorized(
                                revision, authorized.amount().minor()));
            case BillingEvent.PaymentDeclined declined ->
                move(event, new OrderEvent.PaymentDeclined(revision, declined.reason()));
            case BillingEvent.PaymentCaptured captured ->
                move(
                        event,
                        new OrderEvent.PaymentCaptured(
                                revision,
                                captured.paymentId(),
                                captured.amount().minor()));
            case BillingEvent.PaymentReleased released -> move(event, new OrderEvent.PaymentReleased(revision));
            case BillingEvent.PaymentRefunded refunded ->
                record(
                        event,
                        new OrderEvent.PaymentRefunded(
                                revision,
                                Objects.requireNonNullElse(
                                        refunded.paymentId(), OrderEvent.PaymentRefunded.UNKNOWN_PAYMENT),
                                refunded.amount().minor()));
            case BillingEvent.InvoiceIssued issued -> {} // the number is billing's business
            case BillingEvent.CreditNoteIssued issued -> {}
        }
    }

    private void inventory(InventoryEvent event) {
        switch (event) {
            case InventoryEvent.StockReserved(var orderId, var revision, var items) ->
                flow.answered(orderId, revision, new OrderEvent.StockReserved(revision, pieces(items)), name(event));
            case InventoryEvent.StockBackOrdered(var orderId, var revision, var place, var reserved, var missing) ->
                flow.answered(
                        orderId,
                        revision,
                        new OrderEvent.StockBackOrdered(revision, place, pieces(reserved), pieces(missing)),
                        name(event));
            case InventoryEvent.StockReleased(var orderId, var revision) ->
                flow.answered(orderId, revision, new OrderEvent.StockReleased(revision), name(event));
            case InventoryEvent.StockIssued(var orderId, var revision, var items) ->
                flow.progressed(orderId, revision, name(event));
            case InventoryEvent.StockReceived received -> {} // what it fills is answered per order
        }
    }

    private void shipping(ShippingEvent event) {
        switch (event) {
            case ShippingEvent.ShipmentDispatched(var orderId, var revision, var shipment, var tracking) ->
                flow.answered(
                        orderId, revision, new OrderEvent.OrderShipped(revision, shipment, tracking), name(event));
            case ShippingEvent.ShipmentDelivered(var orderId, var revision, var shipment) ->
                flow.progressed(orderId, revision, name(event));
            case ShippingEvent.ShipmentCancelled cancelled ->
                flow.progressed(cancelled.orderId(), cancelled.revision(), name(event));
            case ShippingEvent.ShipmentCancellationRefused(var orderId, var revision) ->
                flow.answered(orderId, revision, new OrderEvent.CancellationRefused(revision), name(event));
        }
    }

    private void record(BillingEvent event, OrderEvent.Answer answer) {
        flow.recorded(event.orderId(), answer);
    }

    private void move(BillingEvent event, OrderEvent.Answer answer) {
        flow.answered(event.orderId(), event.revision(), answer, name(event));
    }

    private static List<Pieces> pieces(List<Item> items) {
        return items.stream()
                .map(item -> new Pieces(item.sku(), item.quantity()))
                .toList();
    }

    private static String name(Message message) {
        return message.getClass().getSimpleName();
    }

    private static Amounts amounts(BillingEvent.BillableAmountCalculated event) {
        return new Amounts(
                event.goods().minor(),
                event.discount().minor(),
                event.shipping().minor(),
                event.tax().minor(),
                event.total().minor());
    }
}
