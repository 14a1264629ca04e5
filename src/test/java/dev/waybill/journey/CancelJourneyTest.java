package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that are not wanted any more, at every stage. */
class CancelJourneyTest {

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open();
    }

    @ParameterizedTest(name = "while {1}")
    @CsvSource({
        "pm_card_chargeDeclined, PAYMENT_DECLINED, 5, DECLINED",
        "pm_card_visa, BACK_ORDERED, 0, CANCELLED",
        "pm_sandbox_captureDeclined, PAYMENT_DECLINED, 5, CANCELLED"
    })
    void stockAndPaymentAreReleasedFromEveryStep(String method, String status, int stock, String payment) {
        String sku = shop.sellNew("CANCEL", "10.00", stock);
        String id = shop.place(Map.of(sku, 2), method, Map.of());
        shop.awaitStatus(id, status);

        assertThat(shop.cancel(id).status()).isEqualTo(202);

        JsonNode order = shop.awaitStatus(id, "CANCELLED");
        assertThat(order.at("/cancellation/reason").asText()).isEqualTo("changed my mind");
        assertThat(shop.stockOf(sku).path("available").asInt()).isEqualTo(stock);
        assertThat(shop.stockOf(sku).path("reserved").asInt()).isZero();
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly(payment);
        assertThat(shop.eventTypes(id))
                .containsSubsequence("CancellationRequested", "OrderCancelled")
                .contains("StockReleased", "PaymentReleased");
        assertThat(shop.cancel(id).status()).isEqualTo(409);
        assertThat(shop.get("/api/orders/" + id + "/process").json().path("activeActivityIds"))
                .isEmpty();
    }

    @Test
    void anOrderIsCancelledOnceHoweverOftenItIsAskedFor() {
        String sku = shop.sellNew("TWICE", "10.00", 0);
        String id = shop.place(Map.of(sku, 2), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");

        List<Integer> answers =
                List.of(shop.cancel(id).status(), shop.cancel(id).status());

        assertThat(answers.getFirst()).isEqualTo(202);
        assertThat(answers.getLast()).isIn(202, 409);
        shop.awaitStatus(id, "CANCELLED");
        assertThat(shop.eventTypes(id)).containsOnlyOnce("CancellationRequested");
    }

    @Test
    void aDeliveredOrderCannotBeCancelledOrChanged() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "COMPLETED");

        assertThat(shop.cancel(id).status()).isEqualTo(409);
        assertThat(shop.changeLines(id, Map.of("LAMP", 2)).status()).isEqualTo(409);
    }

    @Test
    void whatIsMalformedOrUnknownIsRefused() {
        assertThat(shop.cancel("no-such-order").status()).isEqualTo(404);
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        assertThat(shop.post("/api/orders/" + id + "/cancellation", Map.of()).status())
                .isEqualTo(400);
        assertThat(shop.put("/api/orders/" + id + "/lines", Map.of("items", List.of()))
                        .status())
                .isEqualTo(400);
        assertThat(shop.put("/api/orders/" + id + "/ship-to", Map.of("name", "Ada"))
                        .status())
                .isEqualTo(400);
        shop.awaitStatus(id, "COMPLETED");
    }
}
