package dev.waybill.shipping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancellationRefused;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentCancelled;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDelivered;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentDispatched;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** A shipment in every race between its order, the carrier's parcel and the carrier's answers. */
class ShipmentPropertiesTest {

    private static final int TRIES = 5_000;

    private enum Act {
        SHIPS,
        CANCELS,
        CARRIER_IS_CALLED,
        CARRIER_IS_CALLED_IN_VAIN,
        RESULT_IS_RECORDED,
        RESULT_IS_RECORDED_AGAIN,
        PARCEL_GOES_ON,
        CARRIER_REPORTS,
        CARRIER_REPORTS_AND_WILL_AGAIN
    }

    private record Step(Act act, int pick) {

        void happenAt(CarrierModel carrier) {
            switch (act) {
                case SHIPS -> carrier.ship();
                case CANCELS -> carrier.cancel();
                case CARRIER_IS_CALLED -> carrier.carrierIsCalled(pick, true);
                case CARRIER_IS_CALLED_IN_VAIN -> carrier.carrierIsCalled(pick, false);
                case RESULT_IS_RECORDED -> carrier.resultIsRecorded(pick, false);
                case RESULT_IS_RECORDED_AGAIN -> carrier.resultIsRecorded(pick, true);
                case PARCEL_GOES_ON -> carrier.parcelGoesOn();
                case CARRIER_REPORTS -> carrier.carrierReports(true);
                case CARRIER_REPORTS_AND_WILL_AGAIN -> carrier.carrierReports(false);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Act.class), Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static CarrierModel after(List<Step> history) {
        var carrier = new CarrierModel();
        history.forEach(step -> step.happenAt(carrier));
        assertThat(carrier.comesToRest()).as("comes to rest").isTrue();
        return carrier;
    }

    private static boolean happened(CarrierModel carrier, Class<? extends ShipmentEvent> event) {
        return carrier.history.stream().anyMatch(event::isInstance);
    }

    /** Each message again leaves the shipment as it is, too: the model checks every one. */
    @Property(tries = TRIES)
    void nothingButARefusalHappensTwice(@ForAll("histories") List<Step> history) {
        assertThat(after(history).history)
                .filteredOn(event -> !(event instanceof ShipmentCancellationRefused)
                        && !(event instanceof ShipmentEvent.CancellationRequested))
                .extracting(Object::getClass)
                .doesNotHaveDuplicates();
    }

    @Property(tries = TRIES)
    void aCancellationIsAgreedAndNoParcelLeavesOrRefusedAndItLeaves(@ForAll("histories") List<Step> history) {
        var carrier = after(history);
        boolean refused = happened(carrier, ShipmentCancellationRefused.class);

        assertThat(carrier.cancellationAgreed && refused).as("both").isFalse();
        assertThat(carrier.cancellationAgreed || refused).as("answered").isEqualTo(carrier.cancellationAsked);
        assertThat(carrier.left).as("the parcel left").isEqualTo(carrier.asked && !carrier.cancellationAgreed);
        assertThat(carrier.shipment().cancelling()).as("still asking").isFalse();
    }

    @Property(tries = TRIES)
    void aParcelThatLeavesIsReportedAndACancelledOneIsNot(@ForAll("histories") List<Step> history) {
        var carrier = after(history);

        assertThat(happened(carrier, ShipmentDispatched.class)).isEqualTo(carrier.left);
        assertThat(happened(carrier, ShipmentDelivered.class)).isEqualTo(carrier.left);
        assertThat(happened(carrier, ShipmentCancelled.class)).isEqualTo(carrier.cancellationAgreed);
    }

    @Property(tries = TRIES)
    void anAgreedCancellationStaysSoAtEveryStep(@ForAll("histories") List<Step> history) {
        var carrier = new CarrierModel();
        for (Step step : history) {
            boolean agreed = carrier.cancellationAgreed;
            step.happenAt(carrier);
            assertThat(carrier.left && carrier.cancellationAgreed)
                    .as("left and cancelled")
                    .isFalse();
            assertThat(carrier.cancellationAgreed || !agreed).as("taken back").isTrue();
        }
    }
}
