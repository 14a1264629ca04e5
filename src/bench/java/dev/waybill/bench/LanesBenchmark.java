package dev.waybill.bench;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether an order that is stuck holds up others, and whether the tables that messages pass through stay small. */
final class LanesBenchmark {

    private static final int ORDERS = 1_000;
    private static final int PAIRS = 3;
    private static final List<String> SCHEMAS =
            List.of("ecommerce", "orders", "billing", "inventory", "shipping", "desk");

    private final Report report;
    private final Product product;
    private final JdbcTemplate jdbc;

    private LanesBenchmark(Report report, Product product) {
        this.report = report;
        this.product = product;
        this.jdbc = product.bean(JdbcTemplate.class);
    }

    static void run(Report report) throws Exception {
        try (Product product = Product.start(true, List.of())) {
            new LanesBenchmark(report, product).run();
        }
    }

    private void run() throws InterruptedException {
        jdbc.execute("create function orders.broken() returns trigger language plpgsql as"
                + " $$ begin raise exception 'this order is broken'; end $$");
        seconds(); // warms up
        report.line("## Lanes");
        report.line(
                "%,d orders, with none stuck and with one whose payment cannot be recorded, which is tried again and"
                        + " then parked; in turns. Tables that messages pass through (outbox, inbox, kept_message,"
                        + " remote_call) of all contexts together, after each round.",
                ORDERS);
        report.line("| orders in all | s with none stuck | s with one stuck | rows left | MB |");
        report.row("| --- | --- | --- | --- | --- |");
        for (int pair = 1; pair <= PAIRS; pair++) {
            double free = seconds();
            breakOne();
            double stuck = seconds();
            jdbc.execute("drop trigger broken on orders.event");
            report.row("| %,d | %.1f | %.1f | %d | %.1f |",
                    product.orders().completed(), free, stuck, rows(), megabytes());
        }
    }

    private double seconds() throws InterruptedException {
        long before = product.orders().completed();
        long begin = System.nanoTime();
        product.load().offer(ORDERS);
        product.orders().awaitCompleted(before + ORDERS);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** An order that waits for another card, gets it, and cannot record the authorization. */
    private void breakOne() {
        product.load().place("pm_card_chargeDeclined");
        product.orders().await("PAYMENT_DECLINED", 1);
        String id = jdbc.queryForObject(
                "select order_id from orders.order_view where status = 'PAYMENT_DECLINED'", String.class);
        jdbc.execute("create trigger broken before insert on orders.event for each row when (new.stream = 'order/" + id
                + "' and new.type = 'PaymentAuthorized') execute function orders.broken()");
        if (product.load().send("PUT", "/api/orders/" + id + "/payment-method", "{\"paymentMethod\": \"pm_card_visa\"}")
                != 202) {
            throw new IllegalStateException("order " + id + " takes no other card");
        }
    }

    /** The parked messages of the broken orders are all that should be there. */
    private long rows() {
        return sum("select count(*) from %s.%s");
    }

    private double megabytes() {
        return sum("select pg_total_relation_size('%s.%s')") / 1e6;
    }

    private long sum(String query) {
        long sum = 0;
        for (String schema : SCHEMAS) {
            for (String table : List.of("outbox", "inbox", "kept_message", "remote_call")) {
                sum += jdbc.queryForObject(query.formatted(schema, table), Long.class);
            }
        }
        return sum;
    }
}
