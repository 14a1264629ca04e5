package dev.waybill.shipping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.shipping.application.Shipments;
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
 * A shipment between its order and a carrier that records its parcels itself. Calls to the carrier are made in any order
 * and perhaps twice; their results and the carrier's reports may come again, and each as late as the history has it.
 */
final class CarrierModel {

    /** Where the carrier has recorded the parcel. */
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
    private Parcels reported = Parcels.BOOKED;
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

    void cancel() {
        cancellationAsked = true;
        handle(new Cancel(1));
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

    /** The parcel moves once its last step was reported. */
    boolean parcelGoesOn() {
        boolean goes = reported == parcel && (parcel == Parcels.BOOKED || parcel == Parcels.DISPATCHED);
        if (goes) {
            left = true;
            parcel = parcel == Parcels.BOOKED ? Parcels.DISPATCHED : Parcels.DELIVERED;
        }
        return goes;
    }

    /** The carrier reports its newest step until the report is acknowledged. */
    boolean carrierReports(boolean acknowledged) {
        boolean due = reported != parcel && (parcel == Parcels.DISPATCHED || parcel == Parcels.DELIVERED);
        if (due) {
            handle(parcel == Parcels.DISPATCHED ? new RecordDispatched("T-1", NOW) : new RecordDelivered(NOW));
            reported = acknowledged ? parcel : reported;
        }
        return due;
    }

    private void handle(ShipmentCommand command) {
        answered(ShipmentAnswers.repeatedFor(shipment, command));
        List<ShipmentEvent> events = Shipments.DECIDER.decide().apply(shipment, command);
        shipment = Shipments.DECIDER.replay(shipment, events);
        history.addAll(events);
        for (ShipmentEvent event : events) {
            if (event instanceof ShipmentRequested) {
                calls.add("book");
            } else if (event instanceof CancellationRequested) {
                calls.add("cancel");
            }
        }
        answered(events);
        assertThat(Shipments.DECIDER.replay(shipment, Shipments.DECIDER.decide().apply(shipment, command)))
                .as("after %s again", command)
                .isEqualTo(shipment);
    }

    private void answered(List<ShipmentEvent> answers) {
        cancellationAgreed |= answers.stream().anyMatch(ShipmentCancelled.class::isInstance);
    }

    /** Lets everything arrive that is in flight; returns whether the shipment came to rest. */
    boolean comesToRest() {
        for (int round = 0; round < 100; round++) {
            if (!resultIsRecorded(0, false) && !carrierIsCalled(0, true) && !carrierReports(true) && !parcelGoesOn()) {
                return true;
            }
        }
        return false;
    }
}
