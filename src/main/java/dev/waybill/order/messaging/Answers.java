package dev.waybill.order.messaging;

import dev.waybill.contract.Item;
import dev.waybill.contract.Message;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.Pieces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Each answer of a service, the event that the order records of it, and whether it moves the order's process: a process that
 * waits for the answer does so under the name of the message. Adding an answer is one line here.
 */
final class Answers {

    /** What an order does with one type of answer. */
    sealed interface Use<M> {

        /** Records an event and moves the process. */
        record Moves<M>(Function<M, OrderEvent.Answer> event) implements Use<M> {}

        /** Records an event; the process does not wait for it. */
        record Records<M>(Function<M, OrderEvent.Answer> event) implements Use<M> {}

        /** Is no business of the order. */
        record Ignores<M>() implements Use<M> {}
    }

    private static final Map<Class<?>, Use<?>> TABLE = new HashMap<>();

    static {
        records(
                BillingEvent.BillableAmountCalculated.class,
                e -> new OrderEvent.BillableAmountCalculated(e.revision(), amounts(e)));
        records(BillingEvent.BillableAmountVerified.class, e -> new OrderEvent.BillableAmountVerified(e.revision()));
        moves(
                BillingEvent.BillableAmountRejected.class,
                e -> new OrderEvent.BillableAmountRejected(
                        e.revision(), e.calculated().minor(), e.quoted().minor()));
        moves(BillingEvent.InvoicePrepared.class, e -> new OrderEvent.InvoicePrepared(e.revision()));
        moves(
                BillingEvent.PaymentAuthorized.class,
                e -> new OrderEvent.PaymentAuthorized(e.revision(), e.amount().minor()));
        moves(BillingEvent.PaymentDeclined.class, e -> new OrderEvent.PaymentDeclined(e.revision(), e.reason()));
        moves(
                BillingEvent.PaymentCaptured.class,
                e -> new OrderEvent.PaymentCaptured(
                        e.revision(), e.paymentId(), e.amount().minor()));
        moves(BillingEvent.PaymentReleased.class, e -> new OrderEvent.PaymentReleased(e.revision()));
        records(
                BillingEvent.PaymentRefunded.class,
                e -> new OrderEvent.PaymentRefunded(
                        e.revision(), paymentId(e.paymentId()), e.amount().minor()));
        ignores(BillingEvent.InvoiceIssued.class);
        ignores(BillingEvent.CreditNoteIssued.class);

        moves(InventoryEvent.StockReserved.class, e -> new OrderEvent.StockReserved(e.revision(), pieces(e.items())));
        moves(
                InventoryEvent.StockBackOrdered.class,
                e -> new OrderEvent.StockBackOrdered(
                        e.revision(), e.place(), pieces(e.reserved()), pieces(e.missing())));
        moves(InventoryEvent.StockReleased.class, e -> new OrderEvent.StockReleased(e.revision()));
        moves(InventoryEvent.StockIssued.class, e -> new OrderEvent.StockIssued(e.revision()));
        ignores(InventoryEvent.StockReceived.class); // each order that it fills gets an answer

        moves(
                ShippingEvent.ShipmentDispatched.class,
                e -> new OrderEvent.OrderShipped(e.revision(), e.shipmentId(), e.trackingNumber()));
        moves(ShippingEvent.ShipmentDelivered.class, e -> new OrderEvent.ParcelDelivered(e.revision()));
        moves(ShippingEvent.ShipmentCancelled.class, e -> new OrderEvent.ShipmentCancelled(e.revision()));
        moves(ShippingEvent.ShipmentCancellationRefused.class, e -> new OrderEvent.CancellationRefused(e.revision()));
    }

    private Answers() {}

    /**
     * What an order does with a message.
     *
     * @throws IllegalArgumentException for one that is no answer of a service
     */
    @SuppressWarnings("unchecked") // each type is in the table with its own functions
    static <M extends Message> Use<M> of(M message) {
        Use<?> use = TABLE.get(message.getClass());
        if (use == null) {
            throw new IllegalArgumentException("no answer to an order: " + message);
        }
        return (Use<M>) use;
    }

    /** Whether a message may move an order's process. */
    static boolean mayMove(Message message) {
        Use<?> use = TABLE.get(message.getClass());
        return !(use instanceof Use.Records<?> || use instanceof Use.Ignores<?>);
    }

    /** The types of all answers, with what is done with them. */
    static Map<Class<?>, Use<?>> table() {
        return Map.copyOf(TABLE);
    }

    private static <M extends Message> void moves(Class<M> type, Function<M, OrderEvent.Answer> event) {
        add(type, new Use.Moves<>(event));
    }

    private static <M extends Message> void records(Class<M> type, Function<M, OrderEvent.Answer> event) {
        add(type, new Use.Records<>(event));
    }

    private static <M extends Message> void ignores(Class<M> type) {
        add(type, new Use.Ignores<M>());
    }

    private static <M extends Message> void add(Class<M> type, Use<M> use) {
        if (TABLE.put(type, use) != null) {
            throw new IllegalStateException(type.getSimpleName() + " is in the table of answers twice");
        }
    }

    private static List<Pieces> pieces(List<Item> items) {
        return items.stream()
                .map(item -> new Pieces(item.sku(), item.quantity()))
                .toList();
    }

    private static String paymentId(@Nullable String given) {
        return Objects.requireNonNullElse(given, OrderEvent.PaymentRefunded.UNKNOWN_PAYMENT);
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
