package dev.waybill.order.services;

import dev.waybill.contract.Message;
import dev.waybill.contract.billing.BillingCommand.CapturePayment;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryCommand.IssueStock;
import dev.waybill.contract.inventory.InventoryCommand.ReleaseStock;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.shipping.ShippingCommand.CancelShipment;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the order's process asks of each service, and what an order records of each answer: adding one is one line here. The
 * model names a command as the delegate of its task; a process that waits for an answer does so under the name of the message.
 */
public final class Services {

    /** A command to a service, as it follows from the order. */
    record Command(String service, Function<Order, Message> message) {}

    /** What an order does with one type of answer. */
    public sealed interface Use<M> {

        /** Records an event and moves the process. */
        record Moves<M>(Function<M, OrderEvent.Answer> event) implements Use<M> {}

        /** Records an event; the process does not wait for it. */
        record Records<M>(Function<M, OrderEvent.Answer> event) implements Use<M> {}

        /** Is no business of the order. */
        record Ignores<M>() implements Use<M> {}
    }

    private static final String BILLING = "billing";
    private static final String INVENTORY = "inventory";
    private static final String SHIPPING = "shipping";

    private static final Map<String, Command> COMMANDS = new HashMap<>();
    private static final Map<Class<?>, Use<?>> ANSWERS = new HashMap<>();

    static {
        asks(BILLING, "prepareInvoice", CommandMessages::prepareInvoice);
        asks(BILLING, "authorizePayment", CommandMessages::authorizePayment);
        asks(BILLING, "capturePayment", order -> new CapturePayment(order.id(), order.revision()));
        asks(BILLING, "releasePayment", CommandMessages::releasePayment);
        records(BillingEvent.BillableAmountCalculated.class, AnswerEvents::calculated);
        records(BillingEvent.BillableAmountVerified.class, e -> new OrderEvent.BillableAmountVerified(e.revision()));
        moves(BillingEvent.BillableAmountRejected.class, AnswerEvents::rejected);
        moves(BillingEvent.InvoicePrepared.class, e -> new OrderEvent.InvoicePrepared(e.revision()));
        moves(BillingEvent.PaymentAuthorized.class, AnswerEvents::authorized);
        moves(BillingEvent.PaymentDeclined.class, e -> new OrderEvent.PaymentDeclined(e.revision(), e.reason()));
        moves(BillingEvent.PaymentCaptured.class, AnswerEvents::captured);
        moves(BillingEvent.PaymentReleased.class, e -> new OrderEvent.PaymentReleased(e.revision()));
        records(BillingEvent.PaymentRefunded.class, AnswerEvents::refunded);
        ignores(BillingEvent.InvoiceIssued.class);
        ignores(BillingEvent.CreditNoteIssued.class);

        asks(INVENTORY, "reserveStock", CommandMessages::reserveStock);
        asks(INVENTORY, "releaseStock", order -> new ReleaseStock(order.id(), order.revision()));
        asks(INVENTORY, "issueStock", order -> new IssueStock(order.id(), order.revision()));
        moves(InventoryEvent.StockReserved.class, AnswerEvents::reserved);
        moves(InventoryEvent.StockBackOrdered.class, AnswerEvents::backOrdered);
        moves(InventoryEvent.StockReleased.class, e -> new OrderEvent.StockReleased(e.revision()));
        moves(InventoryEvent.StockIssued.class, e -> new OrderEvent.StockIssued(e.revision()));
        ignores(InventoryEvent.StockReceived.class); // each order that it fills gets an answer

        asks(SHIPPING, "shipOrder", CommandMessages::shipOrder);
        asks(SHIPPING, "cancelShipment", order -> new CancelShipment(order.id(), order.revision()));
        moves(ShippingEvent.ShipmentDispatched.class, AnswerEvents::shipped);
        moves(ShippingEvent.ShipmentDelivered.class, e -> new OrderEvent.ParcelDelivered(e.revision()));
        moves(ShippingEvent.ShipmentCancelled.class, e -> new OrderEvent.ShipmentCancelled(e.revision()));
        moves(ShippingEvent.ShipmentCancellationRefused.class, e -> new OrderEvent.CancellationRefused(e.revision()));
    }

    private Services() {}

    /** The commands by their names, with the service that each goes to. */
    public static Map<String, String> commands() {
        Map<String, String> services = new HashMap<>();
        COMMANDS.forEach((name, command) -> services.put(name, command.service()));
        return services;
    }

    /**
     * The message of a command.
     *
     * @throws IllegalArgumentException for a name that is not in the table
     */
    public static Message command(String name, Order order) {
        Command command = COMMANDS.get(name);
        if (command == null) {
            throw new IllegalArgumentException("no command to a service: " + name);
        }
        return command.message().apply(order);
    }

    /**
     * What an order does with a message.
     *
     * @throws IllegalArgumentException for one that is no answer of a service
     */
    @SuppressWarnings("unchecked") // each type is in the table with its own functions
    public static <M extends Message> Use<M> answer(M message) {
        Use<?> use = ANSWERS.get(message.getClass());
        if (use == null) {
            throw new IllegalArgumentException("no answer to an order: " + message);
        }
        return (Use<M>) use;
    }

    /** Whether a message may move an order's process. */
    public static boolean mayMove(Message message) {
        Use<?> use = ANSWERS.get(message.getClass());
        return !(use instanceof Use.Records<?> || use instanceof Use.Ignores<?>);
    }

    /** The types of all answers, with what is done with them. */
    static Map<Class<?>, Use<?>> answers() {
        return Map.copyOf(ANSWERS);
    }

    private static void asks(String service, String name, Function<Order, Message> message) {
        add(COMMANDS, name, new Command(service, message));
    }

    private static <M extends Message> void moves(Class<M> type, Function<M, OrderEvent.Answer> event) {
        add(ANSWERS, type, new Use.Moves<>(event));
    }

    private static <M extends Message> void records(Class<M> type, Function<M, OrderEvent.Answer> event) {
        add(ANSWERS, type, new Use.Records<>(event));
    }

    private static <M extends Message> void ignores(Class<M> type) {
        add(ANSWERS, type, new Use.Ignores<M>());
    }

    private static <K, V> void add(Map<K, V> table, K key, V value) {
        if (table.put(key, value) != null) {
            throw new IllegalStateException(key + " is in the table twice");
        }
    }
}
