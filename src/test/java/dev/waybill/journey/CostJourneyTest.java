package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an order costs under load, counted over all contexts and without a clock. */
@Tag(Shop.ONE_JVM)
class CostJourneyTest {

    private static final int ORDERS = 400;
    private static final int CLIENTS = 16;

    @Test
    void anOrderTakesAtMost120StatementsAnd8Commits() {
        Shop shop = Shop.open();
        String sku = shop.sellNew("COST", "10.00", ORDERS);
        long statements = CountedDataSource.statements();
        long commits = CountedDataSource.commits();

        offer(shop, sku);
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> shop.stockOf(sku).path("shipped").asInt() == ORDERS);

        assertThat((CountedDataSource.statements() - statements) / (double) ORDERS)
                .as("statements per order")
                .isLessThanOrEqualTo(120);
        assertThat((CountedDataSource.commits() - commits) / (double) ORDERS)
                .as("commits per order")
                .isLessThanOrEqualTo(8);
    }

    private static void offer(Shop shop, String sku) {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<? extends Future<?>> placed = IntStream.range(0, ORDERS)
                    .mapToObj(n -> clients.submit(() -> shop.place(Map.of(sku, 1), "pm_card_visa", Map.of())))
                    .toList();
            placed.forEach(order -> assertThat(order).succeedsWithin(Duration.ofSeconds(90)));
        }
    }
}
