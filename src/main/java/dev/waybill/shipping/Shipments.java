package dev.waybill.shipping;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.messaging.SentMessage;
import dev.waybill.shipping.carrier.Carrier;
import dev.waybill.shipping.carrier.CarrierUpdates;
import dev.waybill.shipping.domain.Shipment;
import dev.waybill.shipping.domain.ShipmentCommand;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDelivered;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDispatched;
import dev.waybill.shipping.domain.ShipmentEvent;
import dev.waybill.shipping.messaging.ShipmentPublisher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** All shipments: what order wants, and what the carrier tells. */
@Component
public class Shipments implements CarrierUpdates {

    /** Shipments as pure functions. */
    public static final Decider<Shipment, ShipmentCommand, ShipmentEvent> DECIDER =
            new Decider<>(Shipment.NONE, Shipment::decide, Shipment::evolve);

    /** The stored names of what can happen to a shipment. */
    public static final EventTypes<ShipmentEvent> EVENT_TYPES = EventTypes.of(ShipmentEvent.class);

    static final String BOOK = "book-shipment";
    static final String CANCEL = "cancel-shipment";

    private final ContextRuntime parts;
    private final Aggregates<Shipment, ShipmentCommand, ShipmentEvent> aggregates;
    private final ShipmentPublisher publisher;

    Shipments(@Qualifier("shippingParts") ContextRuntime parts, ShipmentPublisher publisher) {
        this.parts = parts;
        this.aggregates = parts.aggregates("shipment", DECIDER, EVENT_TYPES, Shipment::customerId);
        this.publisher = publisher;
    }

    /** Decides a command inside the current transaction, publishes what came of it, and asks the carrier. */
    public void handle(String orderId, ShipmentCommand command) {
        var decided = aggregates.handle(orderId, command);
        for (ShipmentEvent event : decided.events()) {
            publisher.publish(orderId, decided.state(), event);
            if (event instanceof ShipmentEvent.ShipmentRequested) {
                parts.calls().ask(BOOK + ":" + orderId, BOOK, orderId);
            } else if (event instanceof ShipmentEvent.CancellationRequested) {
                parts.calls().ask(CANCEL + ":" + orderId, CANCEL, orderId);
            }
        }
    }

    /** Ships, and tells again of a parcel that is on its way or there. */
    public void ship(String orderId, ShipmentCommand.Ship command) {
        Shipment before = aggregates.locked(orderId);
        if (before.status() == Shipment.Status.DISPATCHED || before.status() == Shipment.Status.DELIVERED) {
            sayAgain(orderId, before);
        } else {
            handle(orderId, command);
        }
    }

    /** Says again where the parcel is. */
    void sayAgain(String orderId) {
        sayAgain(orderId, aggregates.locked(orderId));
    }

    private void sayAgain(String orderId, Shipment now) {
        if (now.status() == Shipment.Status.CANCELLED) {
            publisher.cancelled(orderId, now.revision());
        } else {
            publisher.way(orderId, now);
        }
    }

    /** The shipments that the stored events make, by order. */
    Map<String, Shipment> replayed(Collection<String> orderIds) {
        return aggregates.past().replayed(orderIds);
    }

    /** Every message about a shipment that its events have led to, in order. */
    List<SentMessage> said(String orderId) {
        return aggregates.past().steps(orderId).stream()
                .flatMap(step -> ShipmentPublisher.message(orderId, step.state(), step.event())
                        .map(message -> new SentMessage(message, step.stored()))
                        .stream())
                .toList();
    }

    /** Cancels, and answers again where the shipment was cancelled before. */
    public void cancel(String orderId, ShipmentCommand.Cancel command) {
        if (aggregates.locked(orderId).status() == Shipment.Status.CANCELLED) {
            publisher.cancelled(orderId, command.revision());
        } else {
            handle(orderId, command);
        }
    }

    /** Destroys the key to a customer's data, with the current transaction. */
    public void erase(String customerId) {
        parts.personal().erase(customerId);
    }

    public void prefetch(Collection<String> orderIds) {
        aggregates.prefetch(orderIds);
    }

    public Optional<Shipment> find(String orderId) {
        return aggregates.find(orderId);
    }

    /** What the carrier is asked to bring. */
    Carrier.Booking booking(String orderId) {
        var request = find(orderId).orElse(Shipment.NONE).requested();
        return new Carrier.Booking(request.shipmentId(), orderId, request.items(), request.shipTo());
    }

    @Override
    public void dispatched(List<Update> parcels) {
        Instant now = now();
        each(parcels, parcel -> new RecordDispatched(parcel.trackingNumber(), now));
    }

    @Override
    public void delivered(List<Update> parcels) {
        Instant now = now();
        each(parcels, parcel -> new RecordDelivered(now));
    }

    Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void each(List<Update> parcels, Function<Update, ShipmentCommand> command) {
        parts.transactions().run(() -> {
            prefetch(parcels.stream().map(Update::orderId).toList());
            for (Update parcel : parcels) {
                parts.transactions()
                        .current()
                        .because(Cause.of(parcel.orderId(), "carrier:" + parcel.trackingNumber()));
                handle(parcel.orderId(), command.apply(parcel));
            }
        });
    }
}
