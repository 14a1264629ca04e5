package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What an order costs under load on each of its ways, counted over all contexts and without a clock. The limits are a third
 * above what was measured, as batches are smaller on a slow machine; that of the WAL, which other databases share, is half. The cuts of the engine are part of what is measured.
 */
@Tag(Shop.ONE_JVM)
@DisabledIfEnvironmentVariable(
        named = "WAYBILL_ORDER_ENGINE_CUTS",
        matches = ".*",
        disabledReason = "the limits are those of the default cuts")
class CostJourneyTest {

    private static final int ORDERS = 200;
    private static final int CLIENTS = 16;

    private final Shop shop = Shop.open();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);

    /** What was used so far, or for each order. */
    private record Cost(double statements, double rows, double commits, double published, double walKiB) {

        Cost since(Cost before) {
            return new Cost(
                    (statements - before.statements) / ORDERS,
                    (rows - before.rows) / ORDERS,
                    (commits - before.commits) / ORDERS,
                    (published - before.published) / ORDERS,
                    (walKiB - before.walKiB) / ORDERS);
        }

        void assertAtMost(double statements, double rows, double commits, double published, double walKiB) {
            assertThat(this.statements).as("statements of %s", this).isLessThanOrEqualTo(statements);
            assertThat(this.rows).as("rows of %s", this).isLessThanOrEqualTo(rows);
            assertThat(this.commits).as("commits of %s", this).isLessThanOrEqualTo(commits);
            assertThat(this.published).as("published of %s", this).isLessThanOrEqualTo(published);
            assertThat(this.walKiB).as("WAL of %s", this).isLessThanOrEqualTo(walKiB);
        }
    }

    private Cost cost() {
        return new Cost(
                CountedDataSource.statements(),
                CountedDataSource.rows(),
                CountedDataSource.commits(),
                CountedDataSource.published(),
                jdbc.queryForObject("select (pg_current_wal_lsn() - '0/0') / 1024", Double.class));
    }

    @Test
    void anOrderThatGoesStraightToItsCustomer() {
        String sku = shop.sellNew("COST", "10.00", ORDERS);
        Cost before = cost();

        place(sku);
        awaitStock(sku, "shipped");

        cost().since(before).assertAtMost(60, 210, 6, 4, 160);
    }

    @Test
    void anOrderThatWaitsForStock() {
        String sku = shop.sellNew("COST", "10.00", 0);
        Cost before = cost();

        place(sku);
        awaitStock(sku, "backOrdered");
        shop.receive(sku, ORDERS);
        awaitStock(sku, "shipped");

        cost().since(before).assertAtMost(75, 250, 7, 4, 200);
    }

    @Test
    void anOrderThatIsCancelledWhileItWaits() {
        String sku = shop.sellNew("COST", "10.00", 0);
        Cost before = cost();

        List<String> ids = place(sku);
        awaitStock(sku, "backOrdered");
        each(ids, id -> assertThat(shop.cancel(id).status()).isEqualTo(202));
        awaitSearch(sku, "CANCELLED");

        cost().since(before).assertAtMost(85, 200, 9, 7, 160);
    }

    @Test
    void anOrderThatIsChangedWhileItWaits() {
        String missing = shop.sellNew("COST", "10.00", 0);
        String there = shop.sellNew("COST", "10.00", ORDERS);
        Cost before = cost();

        List<String> ids = place(missing);
        awaitStock(missing, "backOrdered");
        Map<String, Object> other = Map.of("items", Shop.items(Map.of(there, 1)));
        each(
                ids,
                id -> assertThat(shop.put("/api/orders/" + id + "/lines", other).status())
                        .isEqualTo(202));
        awaitStock(there, "shipped");

        cost().since(before).assertAtMost(115, 310, 10, 8, 240);
    }

    private List<String> place(String sku) {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            Callable<String> client = () -> shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
            List<Future<String>> placed = IntStream.range(0, ORDERS)
                    .mapToObj(n -> clients.submit(client))
                    .toList();
            placed.forEach(order -> assertThat(order).succeedsWithin(Duration.ofSeconds(90)));
            return placed.stream().map(Future::resultNow).toList();
        }
    }

    private static void each(List<String> ids, Consumer<String> call) {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<? extends Future<?>> calls = ids.stream()
                    .map(id -> clients.submit(() -> call.accept(id)))
                    .toList();
            calls.forEach(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(90)));
        }
    }

    private void awaitStock(String sku, String count) {
        await(() -> shop.stockOf(sku).path(count).asInt() == ORDERS);
    }

    private void awaitSearch(String sku, String status) {
        await(() -> shop.get("/api/orders?limit=200&sku=" + sku + "&status=" + status)
                        .json()
                        .path("items")
                        .size()
                == ORDERS);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(90))
                .until(condition);
    }
}
