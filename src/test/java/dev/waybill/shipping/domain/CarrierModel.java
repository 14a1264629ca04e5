package dev.waybill.shipping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.shipping.Shipments;
import dev.waybill.shipping.domain.ShipmentCommand.Cancel;
import dev.waybill.shipping.domain.ShipmentCommand.RecordBooked;
import dev.waybill.shipping.domain.ShipmentCommand.RecordCancellation;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDelivered;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDispatched;
import dev.waybill.shipping.domain.ShipmentCommand.Ship;
import dev.waybill.shipping.domain.ShipmentEvent.CancellationRequested;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancelled;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A shipment between its order and a carrier that keeps books of its own. Calls to the carrier are made in any order and
 * perhaps twice, their results and the carrier's own news may come again, and each as late as the history says.
 */
final class CarrierModel {

    /** Where the parcel is in the carrier's books. */
    enum Parcels {
        NONE,
        BOOKED,
        DISPATCHED,
        DELIVERED,
        CANCELLED
    }

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Ship SHIP = new Ship(new ShipmentRequested(
            1,
            "o",
            "o",
            "ada",
            List.of(new Parcel("LAMP", 1)),
            new ShipTo("Ada", "Main Street 1", "Berlin", "10115", "DE"),
            NOW));

    private record Result(String call, ShipmentCommand command) {}

    final List<ShipmentEvent> history = new ArrayList<>();
    private final Set<String> calls = new TreeSet<>();
    private final List<Result> results = new ArrayList<>();
    private Shipment shipment = Shipment.NONE;
    private Parcels parcel = Parcels.NONE;
    private Parcels told = Parcels.BOOKED;
    boolean left;
    boolean asked;
    boolean cancellationAsked;
    boolean cancellationAgreed;

    Shipment shipment() {
        return shipment;
    }

    void ship() {
        asked = true;
        handle(SHIP);
    }

    /** As {@link Shipments#cancel} does: what is cancelled is told so again. */
    void cancel() {
        cancellationAsked = true;
        if (shipment.status() == Shipment.Status.CANCELLED) {
            cancellationAgreed = true;
        } else {
            handle(new Cancel(1));
        }
    }

    /** One of the calls is made; its answer may be lost, and the call is then made again. */
    boolean carrierIsCalled(int pick, boolean answerArrives) {
        if (calls.isEmpty()) {
            return false;
        }
        String call = List.copyOf(calls).get(pick % calls.size());
        ShipmentCommand result = call.equals("book") ? book() : stop();
        if (answerArrives) {
            results.add(new Result(call, result));
        }
        return true;
    }

    private ShipmentCommand book() {
        parcel = parcel == Parcels.NONE ? Parcels.BOOKED : parcel;
        return new RecordBooked("T-1", NOW);
    }

    private ShipmentCommand stop() {
        if (parcel == Parcels.NONE || parcel == Parcels.BOOKED) {
            parcel = Parcels.CANCELLED;
        }
        return new RecordCancellation(parcel == Parcels.CANCELLED);
    }

    boolean resultIsRecorded(int pick, boolean again) {
        if (results.isEmpty()) {
            return false;
        }
        int at = pick % results.size();
        Result result = again ? results.get(at) : results.remove(at);
        handle(result.command());
        calls.remove(result.call());
        return true;
    }

    /** The parcel goes on once its last step was told. */
    boolean parcelGoesOn() {
        boolean goes = told == parcel && (parcel == Parcels.BOOKED || parcel == Parcels.DISPATCHED);
        if (goes) {
            left = true;
            parcel = parcel == Parcels.BOOKED ? Parcels.DISPATCHED : Parcels.DELIVERED;
        }
        return goes;
    }

    /** The carrier tells its newest step until it knows that it was heard. */
    boolean carrierTells(boolean knowsItWasHeard) {
        boolean news = told != parcel && (parcel == Parcels.DISPATCHED || parcel == Parcels.DELIVERED);
        if (news) {
            handle(parcel == Parcels.DISPATCHED ? new RecordDispatched("T-1", NOW) : new RecordDelivered(NOW));
            told = knowsItWasHeard ? parcel : told;
        }
        return news;
    }

    private void handle(ShipmentCommand command) {
        List<ShipmentEvent> events = Shipments.DECIDER.decide().apply(shipment, command);
        shipment = Shipments.DECIDER.replay(shipment, events);
        history.addAll(events);
        for (ShipmentEvent event : events) {
            if (event instanceof ShipmentRequested) {
                calls.add("book");
            } else if (event instanceof CancellationRequested) {
                calls.add("cancel");
            } else if (event instanceof ShipmentCancelled) {
                cancellationAgreed = true;
            }
        }
        assertThat(Shipments.DECIDER.replay(shipment, Shipments.DECIDER.decide().apply(shipment, command)))
                .as("after %s again", command)
                .isEqualTo(shipment);
    }

    /** Lets everything arrive that is under way; says whether it came to rest. */
    boolean comesToRest() {
        for (int round = 0; round < 100; round++) {
            if (!resultIsRecorded(0, false) && !carrierIsCalled(0, true) && !carrierTells(true) && !parcelGoesOn()) {
                return true;
            }
        }
        return false;
    }
}
