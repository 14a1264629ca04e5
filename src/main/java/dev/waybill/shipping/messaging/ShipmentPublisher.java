package dev.waybill.shipping.messaging;

import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.shipping.domain.Shipment;
import dev.waybill.shipping.domain.ShipmentEvent;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Tells order what became of its shipment. */
@Component
public class ShipmentPublisher {

    private final ContextRuntime parts;

    ShipmentPublisher(@Qualifier("shippingParts") ContextRuntime parts) {
        this.parts = parts;
    }

    /** Publishes what others may want to hear of. */
    public void publish(String orderId, Shipment shipment, ShipmentEvent event) {
        message(orderId, shipment, event)
                .ifPresent(message -> parts.outbox().send(new StreamId("shipment", orderId), orderId, message, null));
    }

    /** Says again that there will be no shipment. */
    public void cancelled(String orderId, int revision) {
        parts.outbox()
                .send(
                        new StreamId("shipment", orderId),
                        orderId,
                        new ShippingEvent.ShipmentCancelled(orderId, revision),
                        null);
    }

    /** Says again that the parcel was dispatched, and that it was delivered if it was. */
    public void way(String orderId, Shipment shipment) {
        Instant dispatched = shipment.dispatchedAt();
        Instant delivered = shipment.deliveredAt();
        if (dispatched != null) {
            publish(orderId, shipment, new ShipmentEvent.ShipmentDispatched(dispatched));
        }
        if (delivered != null) {
            publish(orderId, shipment, new ShipmentEvent.ShipmentDelivered(delivered));
        }
    }

    /** What is published of an event; the same whenever it is asked for. */
    public static Optional<ShippingEvent> message(String orderId, Shipment shipment, ShipmentEvent event) {
        int revision = shipment.revision();
        return switch (event) {
            case ShipmentEvent.ShipmentRequested e -> Optional.empty();
            case ShipmentEvent.ShipmentBooked e -> Optional.empty();
            case ShipmentEvent.CancellationRequested e -> Optional.empty();
            case ShipmentEvent.ShipmentDispatched e ->
                Optional.of(new ShippingEvent.ShipmentDispatched(
                        orderId,
                        revision,
                        shipment.requested().shipmentId(),
                        String.valueOf(shipment.trackingNumber())));
            case ShipmentEvent.ShipmentDelivered e ->
                Optional.of(new ShippingEvent.ShipmentDelivered(
                        orderId, revision, shipment.requested().shipmentId()));
            case ShipmentEvent.ShipmentCancelled(var answered) ->
                Optional.of(new ShippingEvent.ShipmentCancelled(orderId, answered));
            case ShipmentEvent.ShipmentCancellationRefused(var answered) ->
                Optional.of(new ShippingEvent.ShipmentCancellationRefused(orderId, answered));
        };
    }
}
