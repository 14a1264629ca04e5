package dev.waybill.order.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Money;
import dev.waybill.contract.amounts.MinorUnits;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderDecider;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.PaymentRefunded;
import dev.waybill.order.process.Moment;
import dev.waybill.order.process.ProcessedOrders;
import dev.waybill.order.publishing.OrderPublisher;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decided;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.eventstore.StateFollower;
import dev.waybill.platform.history.ShownEvents;
import dev.waybill.platform.messaging.SentMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All orders: loads them, lets them decide inside a transaction, and publishes what they decided. */
public class Orders implements ProcessedOrders {

    /** Orders as pure functions. */
    public static final Decider<Order, OrderCommand, OrderEvent> DECIDER =
            new Decider<>(Order.NONE, OrderDecider::decide, OrderDecider::evolve);

    /** The stored names of what can happen to an order, and what became of them since. */
    public static final EventTypes<OrderEvent> EVENT_TYPES = EventTypes.of(OrderEvent.class)
            .upcast("PaymentRefunded", 1, refund -> refund.put("paymentId", PaymentRefunded.UNKNOWN_PAYMENT))
            .upcast("CancellationRequested", 1, Orders::withoutLogin);

    /** The events of orders as they are shown. */
    public static final ShownEvents<OrderEvent> SHOWN_EVENTS =
            new ShownEvents<>(EVENT_TYPES, MinorUnits.class, Money::ofMinor);

    public static final String CATEGORY = "order";

    private final Aggregates<Order, OrderCommand, OrderEvent> aggregates;
    private final OrderPublisher publisher;

    public Orders(Aggregates<Order, OrderCommand, OrderEvent> aggregates, OrderPublisher publisher) {
        this.aggregates = aggregates;
        this.publisher = publisher;
    }

    /** Version 1 named the login of who requested a cancellation, also of staff, where customers read it. */
    private static ObjectNode withoutLogin(ObjectNode cancellation) {
        return cancellation.path("detail").asText().startsWith("requested by ")
                ? cancellation.put("detail", "requested")
                : cancellation;
    }

    /** Decides a command, and publishes what came of it. */
    @Override
    public Decided<Order, OrderEvent> handle(String orderId, OrderCommand command) {
        Decided<Order, OrderEvent> decided = aggregates.handle(orderId, command);
        if (decided.changed()) {
            publisher.publish(decided.state(), decided.events());
        }
        return decided;
    }

    /** The order under its head's lock; {@link Order#NONE} for an unknown id. */
    @Override
    public Order locked(String orderId) {
        return aggregates.locked(orderId);
    }

    /** The orders that the stored events make, by id. */
    Map<String, Order> replayed(Collection<String> orderIds) {
        return aggregates.past().replayed(orderIds);
    }

    /** Every milestone of an order that was published, in order. */
    List<SentMessage> sentMessages(String orderId) {
        return aggregates.past().steps(orderId).stream()
                .flatMap(step -> publisher
                        .milestone(step.state(), step.event(), step.stored().occurredAt())
                        .map(message -> new SentMessage(message, step.stored()))
                        .stream())
                .toList();
    }

    /** Loads at once what a batch is about to touch. */
    @Override
    public void prefetch(Collection<String> orderIds) {
        aggregates.prefetch(orderIds);
    }

    public Optional<Order> find(String orderId) {
        return aggregates.find(orderId);
    }

    /** Several orders, in the order of their ids given. */
    public List<Order> findAll(Collection<String> orderIds) {
        return aggregates.findAll(orderIds);
    }

    /** The order right after one of its versions; empty for a version that it does not have. */
    public Optional<Order> find(String orderId, long version) {
        return aggregates.past().at(orderId, version);
    }

    /** The order as it was at an instant. */
    public Optional<Order> find(String orderId, Instant asOf) {
        return aggregates.past().at(orderId, asOf);
    }

    /** The orders right after each of their events. */
    public StateFollower<Order, OrderEvent> follower() {
        return aggregates.follower();
    }

    /** An order after each of its events, oldest first; none for an unknown id. */
    public List<Moment> moments(String orderId) {
        return aggregates.past().steps(orderId).stream()
                .map(step -> new Moment(step.state(), step.stored().occurredAt()))
                .toList();
    }

    /** What happened to an order, oldest first. */
    public List<RecordedEvent> history(String orderId) {
        return aggregates.past().events(orderId);
    }

    /** What happened to an order after one of its versions. */
    public List<RecordedEvent> history(String orderId, long afterVersion) {
        return aggregates.past().events(orderId, afterVersion);
    }
}
