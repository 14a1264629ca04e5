package dev.waybill.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long the desk's pages take when it knows many orders. */
final class DeskBenchmark {

    private static final int ORDERS = 200_000;
    private static final int PART = 10_000; // no statement may take longer than the connection's limit
    private static final int SKUS = 2_000;
    private static final int LOOKS = 60;

    private DeskBenchmark() {}

    static void run(Report report) throws Exception {
        try (Product product = Product.start(true, List.of())) {
            product.load().offer(20);
            product.orders().awaitCompleted(20);
            JdbcTemplate jdbc = product.bean(JdbcTemplate.class);
            make(jdbc);
            Map<String, String> views = views(jdbc);
            report.line("## The desk's pages");
            report.line(
                    "Whole answers of the order list with %,d orders, 50 to a page, %d looks at each view; 1,000 customers,"
                            + " every hundredth order is stuck.",
                    ORDERS,
                    LOOKS);
            report.line("| view | ms median | ms p95 |");
            report.row("| --- | --- | --- |");
            for (Map.Entry<String, String> view : views.entrySet()) {
                double[] millis = millis(product.load(), view.getValue());
                report.row("| %s | %.0f | %.0f |", view.getKey(), millis[LOOKS / 2], millis[LOOKS * 95 / 100]);
            }
        }
    }

    /** Copies of an order that the desk knows, one every ten seconds into the past. */
    private static void make(JdbcTemplate jdbc) {
        for (int from = 1; from <= ORDERS; from += PART) {
            make(jdbc, from);
        }
        jdbc.update("insert into desk.stock_desk select 'MADE-' || n, null, 0, 0, 0, 0, 0 from generate_series(0, ?) as n",
                SKUS - 1);
        jdbc.update("update desk.order_count set orders = (select count(*) from desk.order_desk o"
                + " where o.status = order_count.status)");
        jdbc.execute("analyze desk.order_desk");
    }

    private static void make(JdbcTemplate jdbc, int from) {
        jdbc.update(
                "insert into desk.order_desk select id, customer, 'reference-' || n, skus, status, placed, placed, null,"
                        + " null, jsonb_set(jsonb_set(facts, '{orderId}', to_jsonb(id)), '{order}', facts -> 'order'"
                        + " || jsonb_build_object('customerId', customer, 'placedAt', placed)) from"
                        + " (select n, 'made-' || n as id, 'customer-' || n % 1000 as customer,"
                        + " skus || ('MADE-' || n % ?) as skus, facts,"
                        + " now() - n * interval '10 s' as placed,"
                        + " case n % 100 when 0 then 'PAYMENT_DECLINED' else 'COMPLETED' end as status"
                        + " from (select skus, facts from desk.order_desk where status = 'COMPLETED' limit 1) as one,"
                        + " generate_series(?, ?) as n) as made",
                SKUS,
                from,
                from + PART - 1);
    }

    private static Map<String, String> views(JdbcTemplate jdbc) {
        String middle = jdbc.queryForObject(
                "select to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || '_' || order_id"
                        + " from desk.order_desk where order_id = 'made-150000'",
                String.class);
        Map<String, String> views = new LinkedHashMap<>();
        views.put("the newest", "/orders");
        views.put("page 3,000", "/orders?after=" + middle);
        views.put("a status", "/orders?status=PAYMENT_DECLINED");
        views.put("a customer", "/orders?q=customer-17");
        views.put("an order", "/orders?q=made-177777");
        views.put("a SKU that is in all", "/orders?q=BENCH-1");
        views.put("a SKU that is in a hundred", "/orders?q=MADE-1234");
        views.put("nothing like it", "/orders?q=nobody-is-called-that");
        views.put("stuck for a day", "/orders?standing=P1D");
        views.put("older than a week", "/orders?age=over-P7D");
        views.put("the flow", "/flow");
        views.put("an order's page", "/orders/" + jdbc.queryForObject(
                "select order_id from desk.order_desk where order_id not like 'made-%' limit 1", String.class));
        return views;
    }

    private static double[] millis(Load load, String path) {
        double[] millis = new double[LOOKS];
        for (int look = -LOOKS; look < LOOKS; look++) { // the first half warms up
            long begin = System.nanoTime();
            int status = load.send("GET", path, "");
            if (status != 200) {
                throw new IllegalStateException(path + " was answered " + status);
            }
            millis[Math.floorMod(look, LOOKS)] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }
}
