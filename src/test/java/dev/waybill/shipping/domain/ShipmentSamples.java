package dev.waybill.shipping.domain;

import dev.waybill.shipping.domain.ShipmentEvent.ShipmentBooked;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDispatched;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentRequested;
import java.time.Instant;
import java.util.List;

/** A shipment's first events. */
final class ShipmentSamples {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final ShipmentRequested REQUESTED = new ShipmentRequested(
            1,
            "s",
            "o",
            "ada",
            List.of(new Parcel("LAMP", 1)),
            new ShipTo("Ada", "Main Street 1", "Berlin", "10115", "DE"),
            NOW);
    static final ShipmentBooked BOOKED = new ShipmentBooked("T-1", NOW);
    static final ShipmentDispatched DISPATCHED = new ShipmentDispatched(NOW);

    private ShipmentSamples() {}
}
