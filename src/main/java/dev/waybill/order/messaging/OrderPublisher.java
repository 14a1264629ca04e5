package dev.waybill.order.messaging;

import dev.waybill.contract.Item;
import dev.waybill.contract.Line;
import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.ShipTo;
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
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.domain.Terms;
import dev.waybill.order.process.Patience;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Tells the other contexts of an order's milestones. */
@Component
public class OrderPublisher {

    private final ContextRuntime parts;
    private final Patience patience;

    OrderPublisher(@Qualifier("orderParts") ContextRuntime parts, Patience patience) {
        this.parts = parts;
        this.patience = patience;
    }

    /** Publishes those of the events that others may want to hear of. */
    public void publish(Order order, List<OrderEvent> events) {
        Instant at = time(order);
        events.forEach(event -> milestone(order, event, at).ifPresent(message -> send(order, message)));
    }

    /** When the order's newest event happened that the current transaction appends; without one, now. */
    Instant time(Order order) {
        return parts.outbox().time(stream(order));
    }

    /** Sends a message about an order with the current transaction. */
    public void send(Order order, Message message) {
        parts.outbox().send(stream(order), order.id(), message, order.customerId());
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
                        ? Optional.of(new OrderBackOrdered(id, revision, customer, items(missing), until(order, at)))
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
                lines(order.lines(), currency),
                shipTo(order.shipTo()),
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
                lines(terms.lines(), currency),
                shipTo(terms.shipTo()),
                Money.ofMinor(terms.amounts().total(), currency));
    }

    private static List<Line> lines(List<OrderLine> lines, String currency) {
        return lines.stream()
                .map(line -> new Line(
                        line.sku(), line.quantity(), Money.ofMinor(line.unitPrice(), currency), line.priceVersion()))
                .toList();
    }

    static ShipTo shipTo(dev.waybill.order.domain.ShipTo to) {
        return new ShipTo(to.name(), to.street(), to.city(), to.postalCode(), to.country());
    }

    static List<Item> items(List<Pieces> pieces) {
        return pieces.stream()
                .map(line -> new Item(line.sku(), line.quantity()))
                .toList();
    }
}
