package dev.waybill.bench;

import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** The orders of a running product, as its database has them. */
record StoredOrders(JdbcTemplate jdbc) {

    long completed() {
        return count("COMPLETED");
    }

    private long count(String status) {
        return jdbc.queryForObject("select count(*) from orders.order_view where status = ?", Long.class, status);
    }

    /** Waits until that many orders are complete. */
    void awaitCompleted(long orders) {
        await("COMPLETED", orders);
    }

    /** Waits until that many orders have a status. */
    void await(String status, long orders) {
        while (count(status) < orders) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** The median and the 99th percentile of the seconds from placing to completion. */
    double[] secondsOfTheLast(int orders) {
        return jdbc.queryForObject(
                "with last as (select order_id from orders.order_view order by number desc limit ?),"
                        + " took as (select extract(epoch from max(occurred_at) - min(occurred_at)) s"
                        + " from orders.event join last on stream = 'order/' || order_id group by stream)"
                        + " select percentile_cont(0.5) within group (order by s),"
                        + " percentile_cont(0.99) within group (order by s) from took",
                (row, n) -> new double[] {row.getDouble(1), row.getDouble(2)},
                orders);
    }

    /** The median and the longest time in seconds between two kinds of events of an order. */
    double[] secondsBetween(String first, String second) {
        return jdbc.queryForObject(
                "with took as (select extract(epoch from b.occurred_at - a.occurred_at) s from orders.event a"
                        + " join orders.event b using (stream) where a.type = ? and b.type = ?)"
                        + " select percentile_cont(0.5) within group (order by s), max(s) from took",
                (row, n) -> new double[] {row.getDouble(1), row.getDouble(2)},
                first,
                second);
    }
}
