package dev.waybill.shipping.domain;

import java.time.Instant;
import java.util.List;

/** What can happen to a shipment. */
public sealed interface ShipmentEvent {

    /** The order wants these items shipped: the carrier is to be asked. */
    record ShipmentRequested(
            int revision,
            String shipmentId,
            String orderId,
            String customerId,
            List<Parcel> items,
            ShipTo shipTo,
            Instant at)
            implements ShipmentEvent {

        /** One shipment per order, so the order's id is the shipment's too. */
        public static ShipmentRequested of(
                int revision, String orderId, String customerId, List<Parcel> items, ShipTo shipTo, Instant at) {
            return new ShipmentRequested(revision, orderId, orderId, customerId, items, shipTo, at);
        }
    }

    /** The carrier has accepted the booking. */
    record ShipmentBooked(String trackingNumber, Instant at) implements ShipmentEvent {}

    /** The carrier has taken the parcel. */
    record ShipmentDispatched(Instant at) implements ShipmentEvent {}

    /** The customer has the parcel. */
    record ShipmentDelivered(Instant at) implements ShipmentEvent {}

    /** The order wants no shipment any more: the carrier is to be asked. */
    record CancellationRequested(int revision) implements ShipmentEvent {}

    /** There will be no shipment. */
    record ShipmentCancelled(int revision) implements ShipmentEvent {}

    /** It was too late. */
    record ShipmentCancellationRefused(int revision) implements ShipmentEvent {}
}
