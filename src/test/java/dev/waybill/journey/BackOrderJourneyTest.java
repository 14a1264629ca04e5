package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders that wait for stock: first come, first served. */
class BackOrderJourneyTest {

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open();
    }

    private String waiting(Map<String, Integer> items) {
        String id = shop.place(items, "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        return id;
    }

    @Test
    void anOrderWaitsForStockAndGoesOnWhenItIsReceived() {
        String sku = shop.sellNew("RARE", "10.00", 1);
        String id = waiting(Map.of(sku, 3));

        assertThat(shop.orderOf(id).at("/lines/0/backOrdered").asInt()).isEqualTo(2);
        assertThat(shop.orderOf(id).at("/lines/0/reserved").asInt()).isZero();
        assertThat(shop.stockOf(sku).path("backOrdered").asInt()).isEqualTo(3);
        shop.receive(sku, 2);
        shop.awaitStatus(id, "COMPLETED");
        assertThat(shop.stockOf(sku).path("shipped").asInt()).isEqualTo(3);
    }

    @Test
    void theOldestIsFilledFirstThoughAYoungerAndSmallerOneWouldFit() {
        String sku = shop.sellNew("QUEUE", "10.00", 0);
        String old = waiting(Map.of(sku, 5));
        String young = waiting(Map.of(sku, 1));

        shop.receive(sku, 4);
        String straight = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(straight, "COMPLETED");

        assertThat(shop.orderOf(old).path("status").asText()).isEqualTo("BACK_ORDERED");
        assertThat(shop.orderOf(young).path("status").asText()).isEqualTo("BACK_ORDERED");
        shop.receive(sku, 1);
        shop.awaitStatus(old, "COMPLETED");
        assertThat(shop.orderOf(young).path("status").asText()).isEqualTo("BACK_ORDERED");
        shop.receive(sku, 1);
        shop.awaitStatus(young, "COMPLETED");
    }

    @Test
    void aCancelledWaitingOrderLetsTheNextOneThrough() {
        String sku = shop.sellNew("NEXT", "10.00", 2);
        String old = waiting(Map.of(sku, 5));
        String young = waiting(Map.of(sku, 2));

        assertThat(shop.cancel(old).status()).isEqualTo(202);

        shop.awaitStatus(old, "CANCELLED");
        shop.awaitStatus(young, "COMPLETED");
        assertThat(shop.stockOf(sku).path("onHand").asInt()).isZero();
    }

    @Test
    void stockThatACancelledOrderHadReservedGoesToTheOrderThatWaits() {
        String sku = shop.sellNew("FREED", "10.00", 2);
        String holder = shop.place(Map.of(sku, 2), "pm_sandbox_captureDeclined", Map.of());
        shop.awaitStatus(holder, "PAYMENT_DECLINED");
        String next = waiting(Map.of(sku, 2));

        assertThat(shop.cancel(holder).status()).isEqualTo(202);

        shop.awaitStatus(next, "COMPLETED");
        shop.awaitStatus(holder, "CANCELLED");
    }

    @Test
    void aThousandOrdersThatWaitForOneSkuAreFilledByOneReceiptInTheOrderOfTheirPlaces() {
        String sku = shop.sellNew("THOUSAND", "10.00", 0);
        int orders = 1_000;
        List<String> ids = Shop.atOnce(orders, n -> shop.place(Map.of(sku, 1), "pm_card_visa", Map.of()));
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> shop.stockOf(sku).path("backOrdered").asInt() == orders);

        shop.receive(sku, orders);

        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> shop.stockOf(sku).path("shipped").asInt() == orders);
        ids.forEach(id -> shop.awaitStatus(id, "COMPLETED"));
        JsonNode stock = shop.stockOf(sku);
        assertThat(stock.path("reserved").asInt()).isZero();
        assertThat(stock.path("backOrdered").asInt()).isZero();
    }
}
