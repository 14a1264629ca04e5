package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.journey.Faults.Fault;
import dev.waybill.shipping.carrier.CarrierUpdates;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A carrier that fails in every way: no parcel goes twice or after all, and orders go on by themselves. */
@Tag(Shop.ONE_JVM)
@Order(1)
class FaultyCarrierJourneyTest extends FaultyPartnerJourney {

    @BeforeAll
    static void open() {
        shop = Shop.openWithFaultyPartners();
        faults = shop.bean(FaultyCarrier.class).faults();
    }

    private static String place() {
        return place("LAMP", "pm_card_visa");
    }

    private static JsonNode parcels(String id) {
        return shop.get("/api/sandbox/parcels?orderId=" + id).json();
    }

    private static void assertDeliveredOnce(String id) {
        assertThat(parcels(id).findValuesAsText("status")).containsExactly("DELIVERED");
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CAPTURED");
    }

    private static void assertNothingGoes(String id) {
        assertThat(parcels(id).findValuesAsText("status")).containsExactly("CANCELLED");
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("REFUNDED");
        assertThat(shop.get("/api/shipments?orderId=" + id).json().findValuesAsText("status"))
                .containsExactly("CANCELLED");
    }

    @ParameterizedTest
    @EnumSource
    void oneParcelGoesWithEveryFaultOfTheBooking(Fault fault) {
        faults.plan("book", fault);
        faults.plan("book", fault);

        String id = place();

        shop.deliver(List.of(id));
        await().until(() -> faults.calls("book") >= 3);
        faults.heal(); // and what was late comes now
        assertDeliveredOnce(id);
    }

    @ParameterizedTest
    @EnumSource
    void aCancellationIsAnsweredWithEveryFaultOfItsCall(Fault fault) {
        faults.plan("cancel", fault);
        faults.plan("cancel", fault);
        String id = place();
        await().until(() -> !parcels(id).isEmpty());

        assertThat(shop.cancel(id).status()).isEqualTo(202);

        shop.awaitStatus(id, "CANCELLED");
        assertThat(faults.calls("cancel")).isGreaterThanOrEqualTo(3);
        faults.heal();
        assertNothingGoes(id);
    }

    @Test
    void aBookingThatArrivesAfterItsCancellationShipsNothing() {
        IntStream.range(0, 1_000).forEach(n -> faults.plan("book", Fault.LOST_ON_THE_WAY));
        String id = place();
        await().until(() -> faults.calls("book") >= 2);

        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");
        int lost = faults.calls("book");
        faults.heal();

        await().until(() -> faults.calls("book") > lost);
        shop.carrierComes(id);
        assertNothingGoes(id);
    }

    @Test
    void ordersWaitForACarrierThatIsDownAndGoOnByThemselves() {
        faults.goDown();
        List<String> ids = IntStream.range(0, 10).mapToObj(n -> place()).toList();
        String cancelled = place();
        await().until(() -> faults.calls("book") >= 33);
        shop.awaitStatus(cancelled, "PAID");
        assertThat(shop.cancel(cancelled).status()).isEqualTo(202);

        faults.heal();

        shop.deliver(ids);
        shop.awaitStatus(cancelled, "CANCELLED");
        assertThat(ids).allSatisfy(FaultyCarrierJourneyTest::assertDeliveredOnce);
        assertNothingGoes(cancelled);
    }

    @Test
    void aReportThatComesTwiceOrAfterTheCancellationChangesNothing() {
        var updates = shop.bean(CarrierUpdates.class);
        String id = place();
        await().until(() -> !parcels(id).isEmpty());
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");
        String delivered = place();
        shop.deliver(List.of(delivered));
        List<String> before = shop.eventTypes(delivered);

        for (String reported : List.of(id, delivered)) {
            var parcel = List.of(new CarrierUpdates.Update(reported, "SBX" + reported));
            updates.dispatched(parcel);
            updates.delivered(parcel);
            updates.dispatched(parcel);
        }

        String last = place();
        shop.deliver(List.of(last));
        assertThat(shop.orderOf(id).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(shop.eventTypes(delivered)).isEqualTo(before);
        assertNothingGoes(id);
        assertDeliveredOnce(delivered);
    }
}
