package dev.waybill.order.publishing;

import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.order.OrderEvent.OrderBackOrdered;
import dev.waybill.contract.order.OrderEvent.OrderCancellationRefused;
import dev.waybill.contract.order.OrderEvent.OrderCancelled;
import dev.waybill.contract.order.OrderEvent.OrderChanged;
import dev.waybill.contract.order.OrderEvent.OrderCompleted;
import dev.waybill.contract.order.OrderEvent.OrderPlaced;
import dev.waybill.contract.order.OrderEvent.OrderShipped;
import dev.waybill.contract.order.OrderEvent.PaymentMethodRequested;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.domain.Terms;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.services.ContractTypes;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Publishes an order's milestones to the other contexts. */
public class OrderPublisher {

    private final Outbox outbox;
    private final Patience patience;

    public OrderPublisher(Outbox outbox, Patience patience) {
        this.outbox = outbox;
        this.patience = patience;
    }

    /** Publishes those of the events that are milestones. */
    public void publish(Order order, List<OrderEvent> events) {
        Instant at = time(order);
        events.forEach(event -> milestone(order, event, at).ifPresent(message -> send(order, message)));
    }

    /** When the order's newest event happened that the current transaction appends; without one, now. */
    public Instant time(Order order) {
        return outbox.time(stream(order));
    }

    /** Sends a message about an order with the current transaction. */
    public void send(Order order, Message message) {
        outbox.send(stream(order), order.id(), message, order.customerId());
    }

    private static StreamId stream(Order order) {
        return new StreamId("order", order.id());
    }

    /** The message about an event that happened at that instant; the same whenever it is derived. */
    public Optional<Message> milestone(Order order, OrderEvent event, Instant at) {
        return event instanceof OrderEvent.Milestone milestone ? published(order, milestone, at) : Optional.empty();
    }

    private Optional<Message> published(Order order, OrderEvent.Milestone milestone, Instant at) {
        String id = order.id();
        int revision = order.revision();
        String customer = order.agreed().customerId();
        return switch (milestone) {
            case OrderEvent.OrderPlaced placed -> Optional.of(placed(placed, revision));
            case OrderEvent.LinesChanged e -> Optional.of(changed(order));
            case OrderEvent.ShipToChanged e -> Optional.of(changed(order));
            case OrderEvent.CancellationRefused e -> Optional.of(new OrderCancellationRefused(id, revision, customer));
            case OrderEvent.StockBackOrdered(var answered, var place, var reserved, var missing) ->
                order.status() == OrderStatus.BACK_ORDERED && answered == revision
                        ? Optional.of(new OrderBackOrdered(
                                id, revision, customer, ContractTypes.items(missing), until(order, at)))
                        : Optional.empty();
            case OrderEvent.PaymentDeclined(var answered, var reason) ->
                order.status() == OrderStatus.PAYMENT_DECLINED && answered == revision
                        ? Optional.of(new PaymentMethodRequested(id, revision, customer, reason, until(order, at)))
                        : Optional.empty();
            case OrderEvent.OrderShipped(var answered, var shipment, var tracking) ->
                Optional.of(new OrderShipped(id, revision, customer, tracking));
            case OrderEvent.OrderCompleted() -> Optional.of(new OrderCompleted(id, revision, customer));
            case OrderEvent.OrderCancelled(var reason) ->
                Optional.of(new OrderCancelled(id, revision, customer, reason));
        };
    }

    private Instant until(Order order, Instant at) {
        return patience.of(order, at).until();
    }

    private static OrderPlaced placed(OrderEvent.OrderPlaced order, int revision) {
        String currency = order.currency();
        return new OrderPlaced(
                order.orderId(),
                revision,
                order.customerId(),
                ContractTypes.lines(order.lines(), currency),
                ContractTypes.shipTo(order.shipTo()),
                Money.ofMinor(order.amounts().total(), currency),
                order.reference(),
                order.attributes(),
                order.placedAt());
    }

    private static OrderChanged changed(Order order) {
        String currency = order.agreed().currency();
        Terms terms = order.terms();
        return new OrderChanged(
                order.id(),
                order.revision(),
                order.agreed().customerId(),
                ContractTypes.lines(terms.lines(), currency),
                ContractTypes.shipTo(terms.shipTo()),
                Money.ofMinor(terms.amounts().total(), currency));
    }
}
