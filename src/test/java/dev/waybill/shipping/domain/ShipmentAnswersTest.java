package dev.waybill.shipping.domain;

import static dev.waybill.shipping.domain.ShipmentSamples.BOOKED;
import static dev.waybill.shipping.domain.ShipmentSamples.DISPATCHED;
import static dev.waybill.shipping.domain.ShipmentSamples.NOW;
import static dev.waybill.shipping.domain.ShipmentSamples.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.testkit.DeciderTest;
import dev.waybill.shipping.domain.ShipmentCommand.Cancel;
import dev.waybill.shipping.domain.ShipmentCommand.RecordBooked;
import dev.waybill.shipping.domain.ShipmentCommand.RecordCancellation;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDelivered;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDispatched;
import dev.waybill.shipping.domain.ShipmentCommand.Ship;
import dev.waybill.shipping.domain.ShipmentEvent.CancellationRequested;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancelled;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDelivered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers that are published again: {@code then} names them, and none of them is stored. */
class ShipmentAnswersTest extends DeciderTest<Shipment, ShipmentCommand, ShipmentEvent> {

    private static final Instant LATER = NOW.plusSeconds(60);
    private static final ShipmentDelivered DELIVERED = new ShipmentDelivered(LATER);
    private static final CancellationRequested ASKED = new CancellationRequested(2);
    private static final ShipmentCancelled CANCELLED = new ShipmentCancelled(2);

    ShipmentAnswersTest() {
        super(new Decider<>(Shipment.NONE, ShipmentAnswers::repeatedFor, Shipment::evolve));
    }

    @Test
    void anOrderThatRepeatsItsRequestReceivesTheDispatchAndTheDeliveryAgain() {
        given(REQUESTED, BOOKED, DISPATCHED).when(new Ship(REQUESTED)).then(DISPATCHED);
        given(REQUESTED, BOOKED, DISPATCHED, DELIVERED)
                .when(new Ship(REQUESTED))
                .then(DISPATCHED, DELIVERED);
    }

    @Test
    void aRequestIsNotAnsweredAgainBeforeTheDispatch() {
        given().when(new Ship(REQUESTED)).thenNothing();
        given(REQUESTED).when(new Ship(REQUESTED)).thenNothing();
        given(REQUESTED, BOOKED).when(new Ship(REQUESTED)).thenNothing();
    }

    @Test
    void aRequestForACancelledShipmentIsNotAnsweredEvenWhenTheCarrierHadReportedItsDispatch() {
        given(REQUESTED, BOOKED, ASKED, CANCELLED).when(new Ship(REQUESTED)).thenNothing();
        given(REQUESTED, BOOKED, ASKED, DISPATCHED, CANCELLED)
                .when(new Ship(REQUESTED))
                .thenNothing();
    }

    @Test
    void aRepeatedCancellationIsAnsweredAtTheRevisionThatAsksNow() {
        given(CANCELLED).when(new Cancel(3)).then(new ShipmentCancelled(3));
        given(REQUESTED, ASKED, CANCELLED).when(new Cancel(3)).then(new ShipmentCancelled(3));
    }

    @Test
    void aCancellationThatIsStillToBeDecidedIsNotAnsweredAgain() {
        given().when(new Cancel(2)).thenNothing();
        given(REQUESTED, BOOKED, ASKED).when(new Cancel(2)).thenNothing();
        given(REQUESTED, BOOKED, DISPATCHED).when(new Cancel(2)).thenNothing();
    }

    @Test
    void theCarrierIsNotAnswered() {
        var delivered = given(REQUESTED, BOOKED, DISPATCHED, DELIVERED);

        delivered.when(new RecordBooked("T-1", NOW)).thenNothing();
        delivered.when(new RecordDispatched("T-1", NOW)).thenNothing();
        delivered.when(new RecordDelivered(NOW)).thenNothing();
        given(CANCELLED).when(new RecordCancellation(true)).thenNothing();
    }

    @Test
    void theCurrentAnswersStateWhereTheShipmentIs() {
        assertThat(current()).isEmpty();
        assertThat(current(REQUESTED, BOOKED)).isEmpty();
        assertThat(current(REQUESTED, BOOKED, DISPATCHED)).containsExactly(DISPATCHED);
        assertThat(current(REQUESTED, BOOKED, DISPATCHED, DELIVERED)).containsExactly(DISPATCHED, DELIVERED);
        assertThat(current(REQUESTED, BOOKED, ASKED, CANCELLED)).containsExactly(CANCELLED);
    }

    private static List<ShipmentEvent> current(ShipmentEvent... history) {
        Shipment shipment = Shipment.NONE;
        for (ShipmentEvent event : history) {
            shipment = Shipment.evolve(shipment, event);
        }
        return ShipmentAnswers.current(shipment);
    }
}
