package dev.waybill.shipping.domain;

import dev.waybill.shipping.domain.ShipmentCommand.Cancel;
import dev.waybill.shipping.domain.ShipmentCommand.RecordBooked;
import dev.waybill.shipping.domain.ShipmentCommand.RecordCancellation;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDelivered;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDispatched;
import dev.waybill.shipping.domain.ShipmentCommand.Ship;
import dev.waybill.shipping.domain.ShipmentEvent.CancellationRequested;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentBooked;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancellationRefused;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancelled;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDelivered;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDispatched;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shipment of an order.
 *
 * @param revision of the order's newest command that the shipment answers
 * @param cancelling whether the carrier is being asked to stop it
 */
public record Shipment(
        Status status,
        int revision,
        boolean cancelling,
        @Nullable ShipmentRequested request,
        @Nullable String trackingNumber,
        @Nullable Instant dispatchedAt,
        @Nullable Instant deliveredAt) {

    /** Where a shipment is. */
    public enum Status {
        NONE,
        REQUESTED,
        BOOKED,
        DISPATCHED,
        DELIVERED,
        CANCELLED
    }

    /** Before anything was asked for. */
    public static final Shipment NONE = new Shipment(Status.NONE, 0, false, null, null, null, null);

    /** What was asked for. */
    public ShipmentRequested requested() {
        if (request == null) {
            throw new IllegalStateException("no shipment was asked for");
        }
        return request;
    }

    /** Whose address the shipment carries; null before it is asked for. */
    public @Nullable String customerId() {
        return request == null ? null : request.customerId();
    }

    /** The events that a command leads to. */
    public static List<ShipmentEvent> decide(Shipment shipment, ShipmentCommand command) {
        return switch (command) {
            case Ship(var request) -> shipment.status == Status.NONE ? List.of(request) : List.of();
            case Cancel(var revision) -> shipment.cancel(revision);
            case RecordBooked(var tracking, var at) ->
                shipment.status == Status.REQUESTED ? List.of(new ShipmentBooked(tracking, at)) : List.of();
            case RecordDispatched(var tracking, var at) -> shipment.dispatched(tracking, at);
            case RecordDelivered(var at) ->
                shipment.status == Status.DISPATCHED ? List.of(new ShipmentDelivered(at)) : List.of();
            case RecordCancellation(var stopped) -> shipment.cancellation(stopped);
        };
    }

    private List<ShipmentEvent> cancel(int asked) {
        return switch (status) {
            case NONE -> List.of(new ShipmentCancelled(asked));
            case REQUESTED, BOOKED -> cancelling ? List.of() : List.of(new CancellationRequested(asked));
            case DISPATCHED, DELIVERED -> List.of(new ShipmentCancellationRefused(asked));
            case CANCELLED -> List.of();
        };
    }

    /** The carrier may report the dispatch before its answer to the booking is recorded. */
    private List<ShipmentEvent> dispatched(String tracking, Instant at) {
        List<ShipmentEvent> events = new ArrayList<>();
        if (status == Status.REQUESTED) {
            events.add(new ShipmentBooked(tracking, at));
        }
        if (status == Status.REQUESTED || status == Status.BOOKED) {
            events.add(new ShipmentDispatched(at));
        }
        return events;
    }

    private List<ShipmentEvent> cancellation(boolean stopped) {
        if (!cancelling) {
            return List.of();
        }
        return List.of(stopped ? new ShipmentCancelled(revision) : new ShipmentCancellationRefused(revision));
    }

    /** The shipment after an event. */
    public static Shipment evolve(Shipment before, ShipmentEvent event) {
        return switch (event) {
            case ShipmentRequested request ->
                new Shipment(Status.REQUESTED, request.revision(), false, request, null, null, null);
            case ShipmentBooked(var tracking, var at) -> before.at(Status.BOOKED, tracking, null, null);
            case ShipmentDispatched(var at) -> before.at(Status.DISPATCHED, before.trackingNumber, at, null);
            case ShipmentDelivered(var at) ->
                before.at(Status.DELIVERED, before.trackingNumber, before.dispatchedAt, at);
            case CancellationRequested(var revision) -> before.cancelling(before.status, revision, true);
            case ShipmentCancelled(var revision) -> before.cancelling(Status.CANCELLED, revision, false);
            case ShipmentCancellationRefused(var revision) -> before.cancelling(before.status, revision, false);
        };
    }

    private Shipment at(
            Status next, @Nullable String tracking, @Nullable Instant dispatched, @Nullable Instant delivered) {
        return new Shipment(next, revision, cancelling, request, tracking, dispatched, delivered);
    }

    private Shipment cancelling(Status next, int answered, boolean asking) {
        return new Shipment(next, answered, asking, request, trackingNumber, dispatchedAt, deliveredAt);
    }
}
