package dev.waybill.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** A rebuild of all read models from the events of very many orders, while orders flow. */
final class RebuildBenchmark {

    static final int ORDERS = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROJECTIONS = List.of("order/order-search", "desk/desk");

    private RebuildBenchmark() {}

    static void run(Report report) throws Exception {
        try (Product product = Product.start(true, List.of())) {
            product.load().offer(20);
            product.orders().awaitCompleted(20);
            awaitLag(product);
            Copies.make(product.bean(JdbcTemplate.class), List.of("orders", "desk"), ORDERS);
            awaitLag(product);
            rebuild(product, report);
        }
    }

    private static void rebuild(Product product, Report report) throws Exception {
        var ended = new AtomicBoolean();
        var flow = Thread.ofPlatform().start(() -> {
            while (!ended.get()) {
                product.load().placeAndAwaitCompletion();
            }
        });
        long before = heap();
        long begin = System.nanoTime();
        PROJECTIONS.forEach(name -> product.load().send("POST", "/api/projections/" + name + "/rebuild", ""));
        double lag = 0;
        long most = before;
        JsonNode state = state(product);
        while (state.findValues("differences").size() < PROJECTIONS.size()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            state = state(product);
            lag = Math.max(lag, longestLag(state));
            most = Math.max(most, heap());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        ended.set(true);
        flow.join();
        awaitLag(product);
        report(product, report, state, seconds, lag, before, most);
    }

    private static void report(
            Product product, Report report, JsonNode state, double seconds, double lag, long before, long most) {
        JdbcTemplate jdbc = product.bean(JdbcTemplate.class);
        report.line("## Rebuilding all read models");
        report.line(
                "The events of %d orders (%d of order's, %d that the desk has received), while one client places orders:"
                        + " %.0f s; the live models were at most %.1f s behind; live heap %d MB before, at most %d MB"
                        + " meanwhile. Rows that differed from the live models: %s.",
                ORDERS,
                jdbc.queryForObject("select count(*) from orders.event", Long.class),
                jdbc.queryForObject("select count(*) from desk.event", Long.class),
                seconds,
                lag,
                before >> 20,
                most >> 20,
                String.join(" and ", state.findValuesAsText("differences")));
        report.line(
                "Orders without a row afterwards: %d in the search, %d at the desk.",
                missing(jdbc, "orders.order_view"),
                missing(jdbc, "desk.order_desk"));
    }

    private static long missing(JdbcTemplate jdbc, String view) {
        return jdbc.queryForObject(
                "select count(*) from orders.stream s where id like 'order/%' and version > 0 and not exists"
                        + " (select from " + view + " v where v.order_id = substr(s.id, 7))",
                Long.class);
    }

    private static void awaitLag(Product product) throws IOException {
        while (longestLag(state(product)) > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static double longestLag(JsonNode state) {
        return state.findValues("lagSeconds").stream()
                .mapToDouble(JsonNode::asDouble)
                .max()
                .orElse(0);
    }

    private static JsonNode state(Product product) throws IOException {
        return JSON.readTree(product.load().get("/api/projections"));
    }

    /** What is alive, after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
