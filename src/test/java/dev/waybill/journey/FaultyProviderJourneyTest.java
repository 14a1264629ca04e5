package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.journey.Faults.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A payment provider that fails in every way: no charge is made twice, none is lost, and orders go on by themselves. */
@Tag(Shop.ONE_JVM)
@Order(1)
class FaultyProviderJourneyTest extends FaultyPartnerJourney {

    private static FaultyProvider provider;

    @BeforeAll
    static void open() {
        shop = Shop.openWithFaultyPartners();
        provider = shop.bean(FaultyProvider.class);
        faults = provider.faults();
    }

    private static String place(String method) {
        return place("LAMP", method);
    }

    private static void awaitAttempts(String id, int attempts) {
        await().until(() -> shop.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select coalesce(max(attempts), 0) from billing.remote_call where subject = ?",
                                Integer.class,
                                id)
                >= attempts);
    }

    private static void assertChargedOnce(String id) {
        JsonNode payments = shop.providerPayments(id);
        assertThat(payments).as("payments that the provider has recorded").hasSize(1);
        assertThat(payments.at("/0/captured/amount").asText()).isEqualTo("119.00");
        assertThat(payments.at("/0/refunded/amount").asText()).isEqualTo("0.00");
        assertThat(shop.billOf(id).path("invoices")).hasSize(1);
        assertBalances(id, "119.00", "0.00");
    }

    private static void assertNothingRetained(String id, String capturedAndRefunded) {
        for (JsonNode payment : shop.providerPayments(id)) {
            assertThat(payment.path("status").asText()).isIn("CANCELLED", "REFUNDED", "DECLINED");
        }
        JsonNode bill = shop.billOf(id);
        assertThat(bill.path("creditNotes")).hasSameSizeAs(bill.path("invoices"));
        assertThat(bill.path("creditNotes").findValues("lines"))
                .as("all of the invoices is credited")
                .containsExactlyInAnyOrderElementsOf(bill.path("invoices").findValues("lines"));
        assertBalances(id, capturedAndRefunded, capturedAndRefunded);
    }

    private static void assertBalances(String id, String captured, String refunded) {
        Map<String, String> balances = new java.util.HashMap<>();
        shop.billOf(id)
                .path("balances")
                .forEach(balance -> balances.put(
                        balance.path("account").asText(),
                        balance.at("/balance/amount").asText()));
        assertThat(balances)
                .containsEntry("captured", captured)
                .containsEntry("refunded", refunded)
                .containsEntry("authorized", "0.00")
                .containsEntry("receivable", "0.00");
    }

    private static double failingCalls() {
        return shop.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("waybill_calls_failing{") && line.contains("context=\"billing\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "authorize, LOST_ON_THE_WAY",
        "authorize, ANSWER_LOST",
        "authorize, ANSWER_LATE",
        "authorize, HANGS",
        "capture, LOST_ON_THE_WAY",
        "capture, ANSWER_LOST",
        "capture, ANSWER_LATE",
        "capture, HANGS"
    })
    void anOrderIsChargedOnceWithEveryFaultOfItsCalls(String call, Fault fault) {
        faults.plan(call, fault);
        faults.plan(call, fault);

        String id = place("pm_card_visa");

        shop.deliver(List.of(id));
        assertThat(faults.calls(call)).as("attempts").isGreaterThanOrEqualTo(3);
        faults.heal(); // and what was late comes now
        assertChargedOnce(id);
    }

    @ParameterizedTest
    @CsvSource({
        "void, LOST_ON_THE_WAY",
        "void, ANSWER_LOST",
        "void, ANSWER_LATE",
        "void, HANGS",
        "refund, LOST_ON_THE_WAY",
        "refund, ANSWER_LOST",
        "refund, ANSWER_LATE",
        "refund, HANGS"
    })
    void aCancelledOrderGetsItsMoneyBackOnceWithEveryFaultOfItsCalls(String call, Fault fault) {
        faults.plan(call, fault);
        faults.plan(call, fault);
        boolean captured = call.equals("refund");
        String sku = shop.sellNew("FAULTY", "100.00", captured ? 1 : 0);
        String id = place(sku, "pm_card_visa");
        shop.awaitStatus(id, captured ? "PAID" : "BACK_ORDERED");

        assertThat(shop.cancel(id).status()).isEqualTo(202);

        shop.awaitStatus(id, "CANCELLED");
        assertThat(faults.calls(call)).as("attempts").isGreaterThanOrEqualTo(3);
        faults.heal();
        assertNothingRetained(id, captured ? "119.00" : "0.00");
    }

    /** The repeated call never gets through, so there is only the late answer. */
    @ParameterizedTest
    @ValueSource(strings = {"authorize", "capture"})
    void anAnswerAfterTheTimeLimitStillCounts(String call) {
        faults.plan(call, Fault.ANSWER_LATE);
        String id = place("pm_card_visa");
        await().until(() -> faults.calls(call) >= 1);
        IntStream.range(0, 1_000).forEach(n -> faults.plan(call, Fault.LOST_ON_THE_WAY));
        awaitAttempts(id, 2);

        faults.letLateAnswersCome();

        shop.awaitStatus(id, "PAID");
        faults.heal();
        shop.deliver(List.of(id));
        assertChargedOnce(id);
    }

    @Test
    void ordersWaitForAProviderThatIsDownAndGoOnByThemselves() {
        faults.goDown();
        List<String> ids =
                IntStream.range(0, 20).mapToObj(n -> place("pm_card_visa")).toList();
        String cancelled = place("pm_card_visa");
        ids.forEach(id -> awaitAttempts(id, 3));
        assertThat(shop.cancel(cancelled).status()).isEqualTo(202);
        assertThat(failingCalls()).isGreaterThanOrEqualTo(21);
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(shop.orderOf(id).path("status").asText()).isEqualTo("INVOICED"));

        faults.heal();

        shop.deliver(ids);
        shop.awaitStatus(cancelled, "CANCELLED");
        assertThat(ids).allSatisfy(FaultyProviderJourneyTest::assertChargedOnce);
        assertNothingRetained(cancelled, "0.00");
    }

    @Test
    void callsThatHangHoldUpNoOtherOrder() {
        List<String> hanging = IntStream.range(0, 24)
                .mapToObj(n -> place(FaultyProvider.HANGS))
                .toList();
        hanging.forEach(id -> awaitAttempts(id, 1));

        String id = place("pm_card_visa");

        shop.awaitStatus(id, "PAID");
        assertThat(hanging)
                .allSatisfy(other ->
                        assertThat(shop.orderOf(other).path("status").asText()).isEqualTo("INVOICED"));
        faults.stopHanging();
        shop.deliver(List.of(id));
        shop.deliver(hanging);
        assertThat(hanging).allSatisfy(FaultyProviderJourneyTest::assertChargedOnce);
    }

    @Test
    void anAuthorizationThatSucceedsAfterTheCancellationIsVoided() {
        faults.plan("authorize", Fault.ANSWER_LATE);
        IntStream.range(0, 1_000).forEach(n -> faults.plan("authorize", Fault.LOST_ON_THE_WAY));
        String id = place("pm_card_visa");
        awaitAttempts(id, 2);
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        await().until(() -> shop.billOf(id).path("revision").asInt() > 0);

        faults.letLateAnswersCome();

        shop.awaitStatus(id, "CANCELLED");
        assertNothingRetained(id, "0.00");
    }

    @Test
    void aCaptureThatSucceedsAfterTheCancellationIsRefunded() {
        faults.plan("capture", Fault.ANSWER_LATE);
        IntStream.range(0, 1_000).forEach(n -> faults.plan("capture", Fault.LOST_ON_THE_WAY));
        String id = place("pm_card_visa");
        await().until(() -> faults.calls("capture") >= 2);
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLING");

        faults.letLateAnswersCome();

        shop.awaitStatus(id, "CANCELLED");
        assertThat(shop.providerPayments(id).at("/0/status").asText()).isEqualTo("REFUNDED");
        assertNothingRetained(id, "119.00");
    }

    @Test
    void aPendingPaymentIsCollectedOnceHoweverOftenItsOutcomeIsReported() {
        String id = place(FaultyProvider.PENDING);
        await().until(() -> provider.waitsFor(id + "-1"));

        provider.accept(id + "-1");
        provider.report(id + "-1");
        provider.report(id + "-1");

        shop.deliver(List.of(id));
        provider.report(id + "-1");
        assertChargedOnce(id);
    }

    @Test
    void aPendingPaymentGoesOnWhenItsCallbackIsLost() {
        String id = place(FaultyProvider.PENDING);
        await().until(() -> provider.waitsFor(id + "-1"));

        provider.accept(id + "-1");

        shop.deliver(List.of(id));
        assertChargedOnce(id);
    }

    @Test
    void aPendingPaymentOfACancelledOrderIsNotWaitedForAndALateSuccessIsVoided() {
        String id = place(FaultyProvider.PENDING);
        await().until(() -> provider.waitsFor(id + "-1"));
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");

        provider.acceptAfterAll(id + "-1");
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("AUTHORIZED");
        provider.report(id + "-1");

        await().untilAsserted(() ->
                assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CANCELLED"));
        assertNothingRetained(id, "0.00");
    }

    @Test
    void aConfirmationAfterTheCancellationIsVoided() {
        String id = place(FaultyProvider.TO_CONFIRM);
        await().until(() -> shop.billOf(id).at("/payments/0/status").asText().equals("ACTION_REQUIRED"));
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");

        provider.acceptAfterAll(id + "-1");
        provider.report(id + "-1");
        provider.report(id + "-1");

        await().untilAsserted(() ->
                assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CANCELLED"));
        assertNothingRetained(id, "0.00");
    }
}
