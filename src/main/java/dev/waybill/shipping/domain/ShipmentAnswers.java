package dev.waybill.shipping.domain;

import dev.waybill.shipping.domain.ShipmentCommand.Cancel;
import dev.waybill.shipping.domain.ShipmentCommand.RecordBooked;
import dev.waybill.shipping.domain.ShipmentCommand.RecordCancellation;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDelivered;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDispatched;
import dev.waybill.shipping.domain.ShipmentCommand.Ship;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancelled;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDelivered;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDispatched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a shipment answers again. What it answers has happened before, so it is published again but not stored again. */
public final class ShipmentAnswers {

    private ShipmentAnswers() {}

    /** The answers to an order that repeats its command, because it may not have received the first ones. */
    public static List<ShipmentEvent> repeatedFor(Shipment shipment, ShipmentCommand command) {
        return switch (command) {
            case Ship ship ->
                switch (shipment.status()) {
                    case DISPATCHED, DELIVERED -> journey(shipment);
                    case NONE, REQUESTED, BOOKED, CANCELLED -> List.of();
                };
            case Cancel(var revision) ->
                shipment.status() == Shipment.Status.CANCELLED ? List.of(new ShipmentCancelled(revision)) : List.of();
            case RecordBooked booked -> List.of();
            case RecordDispatched dispatched -> List.of();
            case RecordDelivered delivered -> List.of();
            case RecordCancellation answered -> List.of();
        };
    }

    /** The answers that state where a shipment is now; none before it is dispatched or cancelled. */
    public static List<ShipmentEvent> current(Shipment shipment) {
        return shipment.status() == Shipment.Status.CANCELLED
                ? List.of(new ShipmentCancelled(shipment.revision()))
                : journey(shipment);
    }

    private static List<ShipmentEvent> journey(Shipment shipment) {
        List<ShipmentEvent> events = new ArrayList<>();
        Instant dispatched = shipment.dispatchedAt();
        Instant delivered = shipment.deliveredAt();
        if (dispatched != null) {
            events.add(new ShipmentDispatched(dispatched));
        }
        if (delivered != null) {
            events.add(new ShipmentDelivered(delivered));
        }
        return events;
    }
}
