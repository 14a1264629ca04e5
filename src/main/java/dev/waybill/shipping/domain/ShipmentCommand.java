package dev.waybill.shipping.domain;

import java.time.Instant;

/** What the order wants of its shipment, and what the carrier has answered and reported. */
public sealed interface ShipmentCommand {

    /** Ship these items. */
    record Ship(ShipmentEvent.ShipmentRequested request) implements ShipmentCommand {}

    /** Do not ship, if that is still possible. */
    record Cancel(int revision) implements ShipmentCommand {}

    /** The carrier accepted the booking. */
    record RecordBooked(String trackingNumber, Instant at) implements ShipmentCommand {}

    /** The carrier took the parcel. */
    record RecordDispatched(String trackingNumber, Instant at) implements ShipmentCommand {}

    /** The carrier delivered the parcel. */
    record RecordDelivered(Instant at) implements ShipmentCommand {}

    /** The carrier answered whether it could still stop the parcel. */
    record RecordCancellation(boolean stopped) implements ShipmentCommand {}
}
