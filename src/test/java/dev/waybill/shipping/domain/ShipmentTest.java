package dev.waybill.shipping.domain;

import static dev.waybill.shipping.domain.ShipmentSamples.BOOKED;
import static dev.waybill.shipping.domain.ShipmentSamples.DISPATCHED;
import static dev.waybill.shipping.domain.ShipmentSamples.NOW;
import static dev.waybill.shipping.domain.ShipmentSamples.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.eventstore.testkit.DeciderTest;
import dev.waybill.shipping.application.Shipments;
import dev.waybill.shipping.domain.ShipmentCommand.Cancel;
import dev.waybill.shipping.domain.ShipmentCommand.RecordBooked;
import dev.waybill.shipping.domain.ShipmentCommand.RecordCancellation;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDelivered;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDispatched;
import dev.waybill.shipping.domain.ShipmentCommand.Ship;
import dev.waybill.shipping.domain.ShipmentEvent.CancellationRequested;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancellationRefused;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancelled;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDelivered;
import org.junit.jupiter.api.Test;

class ShipmentTest extends DeciderTest<Shipment, ShipmentCommand, ShipmentEvent> {

    private static final ShipmentDelivered DELIVERED = new ShipmentDelivered(NOW);

    ShipmentTest() {
        super(Shipments.DECIDER);
    }

    @Test
    void isRequestedOnce() {
        given().when(new Ship(REQUESTED)).then(REQUESTED);
        given(REQUESTED).when(new Ship(REQUESTED)).thenNothing();
        given(REQUESTED, BOOKED, DISPATCHED).when(new Ship(REQUESTED)).thenNothing();
    }

    @Test
    void isBookedOnce() {
        given(REQUESTED).when(new RecordBooked("T-1", NOW)).then(BOOKED);
        given(REQUESTED, BOOKED).when(new RecordBooked("T-1", NOW)).thenNothing();
    }

    @Test
    void isDispatchedOnceAlsoWhenTheCarrierIsFasterThanItsAnswer() {
        given(REQUESTED, BOOKED).when(new RecordDispatched("T-1", NOW)).then(DISPATCHED);
        given(REQUESTED).when(new RecordDispatched("T-1", NOW)).then(BOOKED, DISPATCHED);
        given(REQUESTED, BOOKED, DISPATCHED)
                .when(new RecordDispatched("T-1", NOW))
                .thenNothing();
        given(REQUESTED, BOOKED, DISPATCHED).when(new RecordBooked("T-1", NOW)).thenNothing();
    }

    @Test
    void isDeliveredOnceAfterItsDispatch() {
        given(REQUESTED, BOOKED, DISPATCHED).when(new RecordDelivered(NOW)).then(DELIVERED);
        given(REQUESTED, BOOKED).when(new RecordDelivered(NOW)).thenNothing();
        given(REQUESTED, BOOKED, DISPATCHED, DELIVERED)
                .when(new RecordDelivered(NOW))
                .thenNothing();
    }

    @Test
    void isCancelledAtOnceWhenItWasNeverAskedForAndStaysSo() {
        given().when(new Cancel(1)).then(new ShipmentCancelled(1));
        given(new ShipmentCancelled(1)).when(new Ship(REQUESTED)).thenNothing();
    }

    @Test
    void asksTheCarrierWhetherItCanStillBeStopped() {
        given(REQUESTED).when(new Cancel(1)).then(new CancellationRequested(1));
        given(REQUESTED, BOOKED).when(new Cancel(1)).then(new CancellationRequested(1));
        given(REQUESTED, BOOKED, new CancellationRequested(1))
                .when(new Cancel(1))
                .thenNothing();
        given(REQUESTED, BOOKED, new CancellationRequested(1))
                .when(new RecordCancellation(true))
                .then(new ShipmentCancelled(1));
        given(REQUESTED, BOOKED, new CancellationRequested(1))
                .when(new RecordCancellation(false))
                .then(new ShipmentCancellationRefused(1));
        given(REQUESTED, BOOKED).when(new RecordCancellation(true)).thenNothing();
    }

    @Test
    void isNotCancelledAfterItsDispatch() {
        given(REQUESTED, BOOKED, DISPATCHED).when(new Cancel(1)).then(new ShipmentCancellationRefused(1));
        given(REQUESTED, BOOKED, DISPATCHED, DELIVERED).when(new Cancel(1)).then(new ShipmentCancellationRefused(1));
    }

    @Test
    void isNotDispatchedOnceItIsCancelled() {
        given(REQUESTED, BOOKED, new CancellationRequested(1), new ShipmentCancelled(1))
                .when(new RecordDispatched("T-1", NOW))
                .thenNothing();
    }

    @Test
    void knowsItsStatusItsTrackingNumberAndItsDispatch() {
        var state = given(REQUESTED, BOOKED, DISPATCHED)
                .when(new RecordDelivered(NOW))
                .state();

        assertThat(state.status()).isEqualTo(Shipment.Status.DELIVERED);
        assertThat(state.trackingNumber()).isEqualTo("T-1");
        assertThat(state.dispatchedAt()).isEqualTo(NOW);
    }
}
