package dev.waybill.contract.topology;

import dev.waybill.contract.Message;
import dev.waybill.contract.billing.BillingCommand;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.desk.DeskAnswer;
import dev.waybill.contract.desk.DeskQuestion;
import dev.waybill.contract.ecommerce.EcommerceCommand;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.inventory.InventoryCommand;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.contract.shipping.ShippingCommand;
import dev.waybill.contract.shipping.ShippingEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The broker's exchanges and queues. Every queue is bound to one exchange whole; every process declares all of it, so
 * that a context deployed later has missed nothing, or finds it there where its user may not declare. Desk's answers alone come to whichever process asked, in a queue of its
 * own that goes with it.
 */
public final class Topology {

    /** A topic exchange and the sealed family of messages that it carries. */
    public record Exchange(String name, Class<? extends Message> messages) {}

    /** A durable queue of one context, bound to an exchange whole. */
    public record Queue(String context, String exchange) {
        /** The queue's name: commands wait under the exchange's own name, events under the subscriber's. */
        public String name() {
            return exchange.equals(context + ".commands") ? exchange : context + ".hears." + exchange;
        }
    }

    public static final List<Exchange> EXCHANGES = List.of(
            new Exchange("ecommerce.commands", EcommerceCommand.class),
            new Exchange("ecommerce.events", EcommerceEvent.class),
            new Exchange("order.events", OrderEvent.class),
            new Exchange("billing.commands", BillingCommand.class),
            new Exchange("billing.events", BillingEvent.class),
            new Exchange("inventory.commands", InventoryCommand.class),
            new Exchange("inventory.events", InventoryEvent.class),
            new Exchange("shipping.commands", ShippingCommand.class),
            new Exchange("shipping.events", ShippingEvent.class),
            new Exchange("desk.questions", DeskQuestion.class),
            new Exchange("desk.answers", DeskAnswer.class));

    public static final List<Queue> QUEUES = List.of(
            new Queue("ecommerce", "ecommerce.commands"),
            new Queue("ecommerce", "order.events"),
            new Queue("order", "ecommerce.events"),
            new Queue("order", "billing.events"),
            new Queue("order", "inventory.events"),
            new Queue("order", "shipping.events"),
            new Queue("billing", "ecommerce.events"),
            new Queue("billing", "billing.commands"),
            new Queue("inventory", "inventory.commands"),
            new Queue("shipping", "shipping.commands"),
            new Queue("desk", "ecommerce.events"),
            new Queue("desk", "order.events"),
            new Queue("desk", "billing.events"),
            new Queue("desk", "inventory.events"),
            new Queue("desk", "shipping.events"),
            new Queue("ecommerce", "desk.questions"),
            new Queue("order", "desk.questions"),
            new Queue("billing", "desk.questions"),
            new Queue("inventory", "desk.questions"),
            new Queue("shipping", "desk.questions"),
            new Queue("desk", "desk.questions"));

    /** The only context that commands others. */
    private static final String COORDINATOR = "order";

    private static final String DESK_QUESTIONS = "desk.questions";

    private Topology() {}

    /** The contexts that may send messages by an exchange; what names another source is not handled. */
    public static Set<String> senders(String exchange) {
        return switch (exchange.substring(exchange.indexOf('.') + 1)) {
            case "commands" -> Set.of(COORDINATOR);
            case "answers" ->
                QUEUES.stream()
                        .filter(queue -> queue.exchange().equals(DESK_QUESTIONS))
                        .map(Queue::context)
                        .collect(Collectors.toUnmodifiableSet());
            default -> Set.of(exchange.substring(0, exchange.indexOf('.')));
        };
    }

    /** The prefix of the queues in which a process of the desk receives answers. */
    public static String answerQueues() {
        return "desk.hears.desk.answers.";
    }
}
