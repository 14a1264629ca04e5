package dev.waybill.bench;

import dev.waybill.inventory.application.StockStreams;
import dev.waybill.inventory.application.Warehouse;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.platform.context.ContextRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** A SKU with very many events beside one with few: what is read and done with it takes as long, thanks to snapshots. */
final class StockBenchmark {

    private static final int EVENTS = 100_000;
    private static final int TAIL = 50;
    private static final int TIMES = 1_000;
    private static final String LONG = "BENCH-LONG";
    private static final String SHORT = "BENCH-SHORT";

    private final Product product;
    private final Load load;
    private final Report report;

    private StockBenchmark(Product product, Report report) {
        this.product = product;
        this.load = product.load();
        this.report = report;
    }

    static void run(Report report) throws Exception {
        try (Product product = Product.start(true, List.of())) {
            new StockBenchmark(product, report).measure();
        }
    }

    private void measure() {
        write();
        receive(SHORT, 1_000_000, "first");
        long begin = System.nanoTime();
        receive(LONG, 1, "replays-all");
        double replay = (System.nanoTime() - begin) / 1e9;
        for (int more = 0; more < TAIL; more++) {
            receive(LONG, 1, "more-" + more);
        }
        report.line("## A SKU with many events");
        report.line(
                "A SKU with %d events, each done %d times by one client on an idle system, and the same with a SKU that"
                        + " began with one event. The one replay of all its events, before its first snapshot, took %.1f s;"
                        + " %d events have come since.",
                EVENTS,
                TIMES,
                replay,
                TAIL);
        report.line("| | p50 ms | p99 ms | p50 ms, short | p99 ms, short |");
        report.row("| --- | --- | --- | --- | --- |");
        row("`GET /api/stock/{sku}`", (sku, n) -> load.get("/api/stock/" + sku));
        row("the same state, read by a process that does not remember it", (sku, n) -> readWithoutMemory(sku));
        row("a receipt, `POST /api/stock/{sku}/receipts`", (sku, n) -> receive(sku, 1, "receipt-" + n));
        row("a reservation, from the command to its commit", this::reserve);
    }

    private interface Action {
        void on(String sku, int time);
    }

    private void row(String what, Action action) {
        millis(time -> action.on(SHORT, TIMES + time)); // for the compiler
        double[] few = millis(time -> action.on(SHORT, time));
        double[] many = millis(time -> action.on(LONG, time));
        report.row("| %s | %.1f | %.1f | %.1f | %.1f |", what, many[0], many[1], few[0], few[1]);
    }

    /** The median and the 99th percentile. */
    private static double[] millis(IntConsumer action) {
        double[] millis = new double[TIMES];
        for (int time = 0; time < TIMES; time++) {
            long begin = System.nanoTime();
            action.accept(time);
            millis[time] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return new double[] {millis[TIMES / 2], millis[TIMES * 99 / 100]};
    }

    /** A first delivery for all that follows, then pieces that come in, are reserved and leave, one by one. */
    private void write() {
        JdbcTemplate jdbc = product.bean(JdbcTemplate.class);
        String stream = StockStreams.itemOf(LONG).toString();
        jdbc.update("insert into inventory.stream (id, version) values (?, ?)", stream, EVENTS);
        jdbc.update(
                "insert into inventory.event (stream, version, type, schema_version, data, occurred_at, causation_id,"
                        + " correlation_id) select ?, n,"
                        + " (array['StockIssued', 'StockReceived', 'StockReserved'])[n % 3 + 1], 1,"
                        + " case when n = 1 then jsonb_build_object('reference', 'first', 'quantity', 1000000)"
                        + " when n % 3 = 1 then jsonb_build_object('reference', 'delivery-' || n, 'quantity', 1)"
                        + " else jsonb_build_object('orderId', 'order-' || n, 'quantity', 1) end,"
                        + " now(), 'bench', 'bench' from generate_series(1, ?) n",
                stream,
                EVENTS);
        jdbc.execute("analyze inventory.event");
    }

    private void receive(String sku, int quantity, String reference) {
        String body = "{\"quantity\": %d, \"reference\": \"%s\"}".formatted(quantity, reference);
        int status = load.send("POST", "/api/stock/" + sku + "/receipts", body);
        if (status != 201) {
            throw new IllegalStateException("a receipt of " + sku + " was answered with " + status);
        }
    }

    private void readWithoutMemory(String sku) {
        var aggregates = inventory()
                .aggregates(
                        StockStreams.ITEMS, StockStreams.ITEM, StockStreams.ITEM_EVENTS, StockStreams.ITEM_SNAPSHOTS);
        if (aggregates.find(sku).isEmpty()) {
            throw new IllegalStateException("there is no stock of " + sku);
        }
    }

    private void reserve(String sku, int time) {
        inventory().transactions().run(() -> {
            inventory().transactions().current().lock(List.of(StockStreams.queue()));
            product.bean(Warehouse.class).reserve(sku + "-order-" + time, 1, new Needs(Map.of(sku, 1)));
        });
    }

    private ContextRuntime inventory() {
        return product.bean("inventoryRuntime", ContextRuntime.class);
    }
}
