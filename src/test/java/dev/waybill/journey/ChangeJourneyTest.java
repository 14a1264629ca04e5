package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders of which the customer wants something else. */
class ChangeJourneyTest {

    private static final Map<String, Object> VIENNA =
            Map.of("name", "Ada Lovelace", "street", "Ring 1", "city", "Wien", "postalCode", "1010", "country", "AT");

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open();
    }

    private static String amount(JsonNode order, String path) {
        return order.at(path + "/amount").asText();
    }

    @Test
    void droppingTheMissingLineShipsTheRestAtTheNewAmount() {
        String missing = shop.sellNew("MISSING", "30.00", 0);
        String id = shop.place(Map.of("LAMP", 1, missing, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");

        assertThat(shop.changeLines(id, Map.of("LAMP", 1)).status()).isEqualTo(202);

        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(amount(order, "/amounts/total")).isEqualTo("119.00");
        assertThat(amount(order, "/payment/captured")).isEqualTo("119.00");
        assertThat(order.path("revision").asInt()).isEqualTo(2);
        assertThat(shop.stockOf(missing).path("backOrdered").asInt()).isZero();
        assertThat(shop.billOf(id).path("invoices")).hasSize(1);
        assertThat(shop.billOf(id).at("/invoices/0/total/amount").asText()).isEqualTo("119.00");
        assertThat(shop.providerPayments(id))
                .as("the larger authorization was kept")
                .hasSize(1);
        assertThat(shop.providerPayments(id).at("/0/captured/amount").asText()).isEqualTo("119.00");
    }

    @Test
    void aLineThatStaysKeepsItsPriceAndAnAddedOneTakesTodays() {
        String kept = shop.sellNew("KEPT", "10.00", 9);
        String added = shop.sellNew("ADDED", "20.00", 9);
        String missing = shop.sellNew("GONE", "10.00", 0);
        String id = shop.place(Map.of(kept, 1, missing, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        shop.put("/api/products/" + kept, Map.of("name", "kept", "price", Shop.money("99.00")));
        shop.put("/api/products/" + added, Map.of("name", "added", "price", Shop.money("25.00")));
        shop.awaitPrice(added, "25.00");

        assertThat(shop.changeLines(id, Map.of(kept, 2, added, 2)).status()).isEqualTo(202);

        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(amount(order, "/amounts/goods")).isEqualTo("70.00");
        assertThat(amount(order, "/amounts/total")).isEqualTo("83.30");
        assertThat(amount(order, "/payment/captured")).isEqualTo("83.30");
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CANCELLED", "CAPTURED");
    }

    @Test
    void aPlaceInTheQueueIsKeptThroughAChange() {
        String sku = shop.sellNew("PLACE", "10.00", 0);
        String old = shop.place(Map.of(sku, 2), "pm_card_visa", Map.of());
        shop.awaitStatus(old, "BACK_ORDERED");
        String young = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(young, "BACK_ORDERED");

        shop.changeLines(old, Map.of(sku, 3));
        shop.awaitRevision(old, 2, "BACK_ORDERED");
        shop.receive(sku, 3);

        shop.awaitStatus(old, "COMPLETED");
        assertThat(shop.orderOf(young).path("status").asText()).isEqualTo("BACK_ORDERED");
        shop.cancel(young);
        shop.awaitStatus(young, "CANCELLED");
    }

    @Test
    void whatWasReservedStaysReservedWhileTheOrderWaitsForMore() {
        String here = shop.sellNew("HERE", "10.00", 2);
        String away = shop.sellNew("AWAY", "10.00", 0);
        String id = shop.place(Map.of(here, 2), "pm_sandbox_captureDeclined", Map.of());
        shop.awaitStatus(id, "PAYMENT_DECLINED");

        shop.changeLines(id, Map.of(here, 2, away, 1));
        JsonNode waiting = shop.awaitRevision(id, 2, "BACK_ORDERED");

        JsonNode lines = waiting.path("lines");
        int first = lines.get(0).path("sku").asText().equals(here) ? 0 : 1;
        assertThat(lines.get(first).path("reserved").asInt()).isEqualTo(2);
        assertThat(lines.get(1 - first).path("backOrdered").asInt()).isEqualTo(1);
        assertThat(shop.stockOf(here).path("reserved").asInt()).isEqualTo(2);
        shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
        shop.awaitRevision(id, 3, "BACK_ORDERED");
        shop.receive(away, 1);
        shop.awaitStatus(id, "COMPLETED");
    }

    @Test
    void anotherAddressCostsItsOwnVat() {
        String missing = shop.sellNew("ELSEWHERE", "100.00", 0);
        String id = shop.place(Map.of(missing, 1), "pm_card_visa", Map.of("quotedTotal", Shop.money("119.00")));
        shop.awaitStatus(id, "BACK_ORDERED");

        assertThat(shop.put("/api/orders/" + id + "/ship-to", VIENNA).status()).isEqualTo(202);
        shop.awaitRevision(id, 2, "BACK_ORDERED");
        shop.receive(missing, 1);

        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(amount(order, "/amounts/total")).isEqualTo("120.00");
        assertThat(order.at("/shipTo/city").asText()).isEqualTo("Wien");
        assertThat(amount(order, "/payment/captured")).isEqualTo("120.00");
    }

    @Test
    void aChangeThatIsOffByACentOfItsOwnQuoteIsRejectedAndEverythingReleased() {
        String missing = shop.sellNew("OFF", "100.00", 0);
        String id = shop.place(Map.of(missing, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");

        shop.put(
                "/api/orders/" + id + "/lines",
                Map.of("items", List.of(Map.of("sku", missing, "quantity", 2)), "quotedTotal", Shop.money("238.01")));

        JsonNode order = shop.awaitStatus(id, "CANCELLED");
        assertThat(order.at("/cancellation/reason").asText()).isEqualTo("BillableAmountRejected");
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CANCELLED");
        assertThat(shop.stockOf(missing).path("backOrdered").asInt()).isZero();
    }

    @Test
    void changeAfterChangeEndsWithWhatWasWantedLast() {
        String missing = shop.sellNew("OFTEN", "10.00", 0);
        String id = shop.place(Map.of(missing, 1), "pm_card_visa", Map.of());

        shop.changeLines(id, Map.of(missing, 2));
        shop.changeLines(id, Map.of(missing, 3));
        shop.put("/api/orders/" + id + "/ship-to", VIENNA);
        assertThat(shop.changeLines(id, Map.of(missing, 4)).status()).isEqualTo(202);

        shop.awaitRevision(id, 5, "BACK_ORDERED");
        shop.receive(missing, 4);
        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(amount(order, "/payment/captured")).isEqualTo("53.88");
        assertThat(shop.stockOf(missing).path("shipped").asInt()).isEqualTo(4);
        assertThat(shop.billOf(id).path("invoices")).hasSize(1);
    }

    @Test
    void aCancellationDuringAChangeReleasesEverything() {
        String missing = shop.sellNew("BOTH", "10.00", 0);
        String id = shop.place(Map.of(missing, 1), "pm_card_visa", Map.of());

        shop.changeLines(id, Map.of(missing, 2));
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        assertThat(shop.changeLines(id, Map.of(missing, 3)).status()).isEqualTo(409);

        shop.awaitStatus(id, "CANCELLED");
        assertThat(shop.stockOf(missing).path("backOrdered").asInt()).isZero();
        assertThat(shop.providerPayments(id).findValuesAsText("status")).doesNotContain("AUTHORIZED", "CAPTURED");
    }

    @Test
    void anUnknownSkuIsRefusedAndNothingChanges() {
        String missing = shop.sellNew("SAME", "10.00", 0);
        String id = shop.place(Map.of(missing, 1), "pm_card_visa", Map.of());

        assertThat(shop.changeLines(id, Map.of("NO-SUCH-SKU", 1)).status()).isEqualTo(422);

        assertThat(shop.orderOf(id).path("revision").asInt()).isEqualTo(1);
        shop.cancel(id);
    }
}
