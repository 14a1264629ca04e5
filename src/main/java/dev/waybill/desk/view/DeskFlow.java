package dev.waybill.desk.view;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The flow of orders in numbers: how many are in each status, for how long, and how many reached it recently. */
public final class DeskFlow {

    /** The orders that are in a status now, and the median of the time that they have been in it. */
    public record Crowd(Status status, long orders, Duration median) {}

    private final JdbcTemplate jdbc;

    public DeskFlow(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many orders are in each status, the known ones first. */
    public Map<Status, Long> counts() {
        Map<Status, Long> counts = new TreeMap<>();
        Status.KNOWN.forEach(status -> counts.put(status, 0L));
        jdbc.query("select status, orders from desk.order_count", row -> {
            counts.put(new Status(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    /** The orders that have not ended, by status, in the order of the flow. */
    public List<Crowd> crowds() {
        return jdbc
                .query(
                        "select status, count(*), percentile_cont(0.5) within group"
                                + " (order by extract(epoch from now() - since)) from desk.order_desk"
                                + " where " + Status.OPEN + " group by status",
                        (row, n) -> new Crowd(
                                new Status(row.getString(1)),
                                row.getLong(2),
                                Duration.ofMillis(Math.round(1000 * row.getDouble(3)))))
                .stream()
                .sorted(Comparator.comparing(Crowd::status))
                .toList();
    }

    /** How many orders came to a status in each of the last minutes, the current one last; statuses without any are left out. */
    public Map<Status, long[]> arrivals(int minutes) {
        Map<Status, long[]> arrivals = new TreeMap<>();
        jdbc.query(
                "select status, (extract(epoch from date_trunc('minute', now()) - minute) / 60)::int, orders"
                        + " from desk.order_arrival where minute > date_trunc('minute', now()) - make_interval(mins => ?)"
                        + " and minute <= now()",
                row -> {
                    arrivals.computeIfAbsent(new Status(row.getString(1)), status -> new long[minutes])[
                                    minutes - 1 - row.getInt(2)] =
                            row.getLong(3);
                },
                minutes);
        return arrivals;
    }
}
