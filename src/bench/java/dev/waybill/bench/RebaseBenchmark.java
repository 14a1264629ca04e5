package dev.waybill.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** Very many open orders that began under the retired version of the process, moved to the newest one while orders flow. */
final class RebaseBenchmark {

    private static final boolean EMBEDDED = System.getenv("WAYBILL_TEST_DATABASE_URL") == null;
    private static final int CLIENTS = 8;
    private static final String ROOT = "select e.business_key_, e.id_, d.version_tag_ from orders.act_ru_execution e"
            + " join orders.act_re_procdef d on d.id_ = e.proc_def_id_ where e.parent_id_ is null";
    private static final ObjectMapper JSON = new ObjectMapper();

    private RebaseBenchmark() {}

    static void run(Report report, int orders) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "data");
        try (Product product = start(data, "--waybill.order.process.version=1")) {
            product.load().require(
                    "PUT",
                    "/api/products/BENCH-NONE",
                    "{\"name\": \"none\", \"price\": {\"amount\": \"19.90\", \"currency\": \"EUR\"}}");
            LockSupport.parkNanos(2_000_000_000L);
            place(product.load(), orders);
            JdbcTemplate jdbc = product.bean(JdbcTemplate.class);
            jdbc.execute("create table public.timers_before as select r.business_key_ id, min(j.duedate_) first,"
                    + " max(j.duedate_) last from (" + ROOT + ") r join orders.act_ru_job j"
                    + " on j.process_instance_id_ = r.id_ group by 1");
        }
        try (Product product = start(data, "--waybill.order.process.rebase-per-second=10000")) {
            move(product, report, orders);
        }
    }

    private static Product start(Path data, String setting) throws IOException {
        return Product.start(EMBEDDED, List.of(
                "--waybill.data-dir=" + data, "--waybill.shipping.sandbox-delay=1d", setting));
    }

    /** A quarter waits for a payment method, a quarter for stock, the others for the carrier; the last are in flight. */
    private static void place(Load load, int orders) throws InterruptedException {
        var clients = new ArrayList<Thread>();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(Thread.ofPlatform().start(() -> {
                for (int order = 0; order < orders / CLIENTS; order++) {
                    switch (order % 4) {
                        case 0 -> load.place("pm_card_chargeDeclined");
                        case 1 -> load.placeBackOrder();
                        default -> load.place("pm_card_visa");
                    }
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    private static void move(Product product, Report report, int orders) throws Exception {
        JdbcTemplate jdbc = product.bean(JdbcTemplate.class);
        var ended = new AtomicBoolean();
        long begin = System.nanoTime();
        var flow = Thread.ofPlatform().start(() -> {
            while (!ended.get()) {
                product.load().awaitStatus(product.load().place("pm_card_visa"), "PAID");
            }
        });
        JsonNode state = state(product);
        while (state.path("running").asBoolean() || !state.path("orders").isEmpty()) {
            LockSupport.parkNanos(100_000_000);
            state = state(product);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        ended.set(true);
        flow.join();
        report.line("## Running orders on a new version of the process");
        report.line(
                "%d of %d open orders, of which a quarter waited for a payment method, a quarter for stock and the others"
                        + " for the carrier or in flight, were moved in %.0f s after the start, while one client placed orders"
                        + " (the others had no process of the earlier version any more); %d could not be moved. Timers moved by at most %.3f s. Violations"
                        + " afterwards: %s.",
                state.path("moved").asLong(),
                orders,
                seconds,
                state.path("failed").size(),
                jdbc.queryForObject(
                        "select max(greatest(abs(extract(epoch from b.first - n.first)),"
                                + " abs(extract(epoch from b.last - n.last)))) from public.timers_before b join"
                                + " (select r.business_key_ id, min(j.duedate_) first, max(j.duedate_) last from (" + ROOT
                                + ") r join orders.act_ru_job j on j.process_instance_id_ = r.id_ group by 1) n using (id)",
                        Double.class),
                violations(product));
    }

    /** What the comparisons find that look at all open orders together. */
    private static String violations(Product product) throws IOException {
        JsonNode books;
        do {
            books = JSON.readTree(product.load().get("/api/reconciliation"));
            if (!books.path("unanswered").isEmpty()) {
                return "unknown, not answered in time by " + books.path("unanswered");
            }
        } while (books.path("turn").asInt() < books.path("turns").asInt());
        return books.path("violations").size() + " of " + books.path("orders").asLong() + " orders, compared in "
                + books.path("turns").asInt() + " turns";
    }

    private static JsonNode state(Product product) throws IOException {
        return JSON.readTree(product.load().get("/api/processes/order-fulfillment/rebase"));
    }
}
