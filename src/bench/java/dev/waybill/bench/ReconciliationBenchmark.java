package dev.waybill.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** The comparison of all contexts, with many completed orders. */
final class ReconciliationBenchmark {

    private static final int ORDERS = 20_000;
    private static final int QUESTIONS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SCHEMAS =
            List.of("ecommerce", "orders", "billing", "inventory", "shipping", "desk");

    private ReconciliationBenchmark() {}

    static void run(Report report) throws Exception {
        try (Product product = Product.start(true, List.of("--waybill.desk.reconciliation-interval=1d"))) {
            product.load().offer(20);
            product.orders().awaitCompleted(20);
            JdbcTemplate jdbc = product.bean(JdbcTemplate.class);
            Copies.make(jdbc, SCHEMAS, ORDERS);
            Copies.makePayments(jdbc, ORDERS);
            for (String schema : SCHEMAS) {
                jdbc.execute("analyze " + schema + ".event");
                jdbc.execute("analyze " + schema + ".stream");
            }
            awaitShown(product);
            measure(product, report);
        }
    }

    private static void measure(Product product, Report report) throws Exception {
        long[] milliseconds = new long[QUESTIONS];
        JsonNode answer = JSON.nullNode();
        for (int n = 0; n < QUESTIONS; n++) {
            long begin = System.nanoTime();
            answer = JSON.readTree(product.load().get("/api/reconciliation"));
            milliseconds[n] = (System.nanoTime() - begin) / 1_000_000;
        }
        report.line("## Comparing the contexts");
        report.line(
                "`GET /api/reconciliation` with %d completed orders, all of them moved within the last hour: %s ms;"
                        + " %d violations, not answered by %s.",
                answer.path("orders").asLong(),
                Arrays.toString(milliseconds),
                answer.path("violations").size(),
                answer.path("unanswered"));
    }

    private static void awaitShown(Product product) {
        while (product.bean(JdbcTemplate.class)
                        .queryForObject("select count(*) from desk.order_desk where status = 'COMPLETED'", Long.class)
                < ORDERS) {
            LockSupport.parkNanos(200_000_000);
        }
    }
}
