package dev.waybill.shipping.application;

import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.messaging.EventPublisher;
import dev.waybill.platform.messaging.SentMessage;
import dev.waybill.shipping.domain.Shipment;
import dev.waybill.shipping.domain.ShipmentAnswers;
import dev.waybill.shipping.domain.ShipmentCommand;
import dev.waybill.shipping.domain.ShipmentEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All shipments: what orders want shipped, and what the carrier has answered and reported. */
public final class Shipments {

    /** Shipments as pure functions. */
    public static final Decider<Shipment, ShipmentCommand, ShipmentEvent> DECIDER =
            new Decider<>(Shipment.NONE, Shipment::decide, Shipment::evolve);

    /** The stored names of what can happen to a shipment. */
    public static final EventTypes<ShipmentEvent> EVENT_TYPES = EventTypes.of(ShipmentEvent.class);

    /** The category of the shipments' streams. */
    public static final String CATEGORY = "shipment";

    private final Aggregates<Shipment, ShipmentCommand, ShipmentEvent> aggregates;
    private final EventPublisher<Shipment, ShipmentEvent> publisher;
    private final RemoteCalls calls;

    public Shipments(
            Aggregates<Shipment, ShipmentCommand, ShipmentEvent> aggregates,
            EventPublisher<Shipment, ShipmentEvent> publisher,
            RemoteCalls calls) {
        this.aggregates = aggregates;
        this.publisher = publisher;
        this.calls = calls;
    }

    /** Decides a command inside the current transaction, publishes its events and answers, and asks the carrier. */
    public void handle(String orderId, ShipmentCommand command) {
        Shipment before = aggregates.locked(orderId);
        republish(orderId, before, ShipmentAnswers.repeatedFor(before, command));
        var decided = aggregates.handle(orderId, command);
        for (ShipmentEvent event : decided.events()) {
            publisher.publish(orderId, decided.state(), event);
            if (event instanceof ShipmentEvent.ShipmentRequested) {
                ask(CarrierCalls.BOOK, orderId);
            } else if (event instanceof ShipmentEvent.CancellationRequested) {
                ask(CarrierCalls.CANCEL, orderId);
            }
        }
    }

    private void ask(String kind, String orderId) {
        calls.ask(kind + ":" + orderId, kind, orderId);
    }

    /** Publishes again where the shipment is, inside the current transaction. */
    void republish(String orderId) {
        Shipment shipment = aggregates.locked(orderId);
        republish(orderId, shipment, ShipmentAnswers.current(shipment));
    }

    private void republish(String orderId, Shipment shipment, List<ShipmentEvent> answers) {
        answers.forEach(answer -> publisher.publish(orderId, shipment, answer));
    }

    /** The shipments as their stored events make them, by order. */
    Map<String, Shipment> replayed(Collection<String> orderIds) {
        return aggregates.past().replayed(orderIds);
    }

    /** Every message that the events of a shipment were published as, in order. */
    List<SentMessage> sent(String orderId) {
        return publisher.sent(orderId, aggregates.past().steps(orderId));
    }

    /** Loads the shipments that a batch is about to change, in one query. */
    public void prefetch(Collection<String> orderIds) {
        aggregates.prefetch(orderIds);
    }

    /** The shipment of an order as it is now; empty for an order that has asked for nothing yet. */
    public Optional<Shipment> find(String orderId) {
        return aggregates.find(orderId);
    }
}
