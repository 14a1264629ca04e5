package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders whose total is 0.00: the payment provider gets no call for them, with any payment method. */
class FreeOrdersJourneyTest {

    private static final String NO_METHOD = "pm_card_chargeDeclined";

    private static Shop shop;
    private static Audit audit;

    @BeforeAll
    static void open() {
        shop = Shop.openWithWaitingCarrier();
        audit = new Audit(shop);
        shop.sell("GIFT", "0.00", 1_000);
        freeShippingFrom("0.00", "0.00");
    }

    @AfterAll
    static void shippingCostsAgain() {
        freeShippingFrom("50.00", "5.83");
    }

    /** Changes the tariff, and waits until orders of gifts cost what they cost with it. */
    private static void freeShippingFrom(String limit, String expected) {
        JsonNode tariff = shop.get("/api/tariff").json();
        Shop.Answer answer = shop.put(
                "/api/tariff",
                Map.of(
                        "shippingFee", Shop.money("4.90"),
                        "freeShippingFrom", Shop.money(limit),
                        "vatRates", tariff.path("vatRates")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            String id = shop.place(Map.of("GIFT", 1), "pm_card_visa", Map.of());
            shop.cancel(id);
            return total(shop.orderOf(id)).equals(expected);
        });
    }

    private static String total(JsonNode order) {
        return order.at("/amounts/total/amount").asText();
    }

    private static void deliver(String id) {
        Audit.awaitBooked(shop, id);
        shop.carrierComes(id);
        shop.awaitStatus(id, "SHIPPED");
        shop.carrierComes(id);
        shop.awaitStatus(id, "COMPLETED");
    }

    @Test
    void areAuthorizedAndCapturedWithoutTheProvider() {
        String id = shop.place(Map.of("GIFT", 2), NO_METHOD, Map.of("quotedTotal", Shop.money("0.00")));

        shop.awaitStatus(id, "PAID");
        audit.awaitHealed(id);
        deliver(id);

        JsonNode bill = shop.billOf(id);
        assertThat(bill.at("/invoices/0/total/amount").asText()).isEqualTo("0.00");
        assertThat(bill.at("/invoices/0/number").asText()).startsWith("INV-");
        assertThat(bill.path("payments").findValuesAsText("status")).containsExactly("CAPTURED");
        assertThat(bill.path("postings")).isEmpty();
        assertThat(shop.providerPayments(id)).isEmpty();
        assertThat(shop.eventTypes(id)).containsSubsequence("PaymentAuthorized", "StockReserved", "PaymentCaptured");
        audit.awaitHealed(id);
    }

    @Test
    void areCancelledWithACreditNoteOfNothing() {
        String id = shop.place(Map.of("GIFT", 2), NO_METHOD, Map.of());
        shop.awaitStatus(id, "PAID");
        Audit.awaitBooked(shop, id);

        assertThat(shop.cancel(id).status()).isEqualTo(202);

        shop.awaitStatus(id, "CANCELLED");
        JsonNode bill = shop.billOf(id);
        assertThat(bill.at("/creditNotes/0/total/amount").asText()).isEqualTo("0.00");
        assertThat(bill.at("/creditNotes/0/lines")).isEqualTo(bill.at("/invoices/0/lines"));
        assertThat(shop.providerPayments(id)).isEmpty();
        audit.awaitHealed(id);
    }

    @Test
    void aChangeToAFreeOrderReleasesTheHeldAmount() {
        String missing = shop.sellNew("GIFT", "0.00", 0);
        String id = shop.place(Map.of(missing, 1, "LAMP", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("AUTHORIZED");

        assertThat(shop.changeLines(id, Map.of(missing, 1)).status()).isEqualTo(202);

        JsonNode free = shop.awaitRevision(id, 2, "BACK_ORDERED");
        assertThat(total(free)).isEqualTo("0.00");
        Awaitility.await()
                .until(() ->
                        shop.providerPayments(id).findValuesAsText("status").contains("CANCELLED"));
        audit.awaitHealed(id);
        shop.receive(missing, 1);
        deliver(id);
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CANCELLED");
        audit.awaitHealed(id);
    }

    @Test
    void aChangeFromAFreeOrderNeedsAPaymentMethodAndBackAgainNone() {
        String missing = shop.sellNew("GIFT", "0.00", 0);
        String id = shop.place(Map.of(missing, 1), NO_METHOD, Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");

        assertThat(shop.changeLines(id, Map.of(missing, 1, "LAMP", 1)).status()).isEqualTo(202);
        shop.awaitRevision(id, 2, "PAYMENT_DECLINED");
        assertThat(shop.changeLines(id, Map.of(missing, 1)).status()).isEqualTo(202);
        shop.awaitRevision(id, 3, "BACK_ORDERED");
        assertThat(shop.changeLines(id, Map.of("GIFT", 1, "LAMP", 1)).status()).isEqualTo(202);
        shop.awaitRevision(id, 4, "PAYMENT_DECLINED");
        assertThat(shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"))
                        .status())
                .isEqualTo(202);

        shop.awaitStatus(id, "PAID");
        assertThat(shop.orderOf(id).at("/payment/captured/amount").asText()).isEqualTo("119.00");
        deliver(id);
        audit.awaitHealed(id);
    }
}
