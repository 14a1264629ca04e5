package dev.waybill.shipping.publishing;

import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.shipping.domain.Shipment;
import dev.waybill.shipping.domain.ShipmentEvent;
import java.util.Optional;

/** The messages that the events of a shipment are published as. */
public final class ShipmentMessages {

    private ShipmentMessages() {}

    /** The message of an event, and of the shipment after it; empty for an event that stays inside shipping. */
    public static Optional<ShippingEvent> of(String orderId, Shipment shipment, ShipmentEvent event) {
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
