package dev.waybill.desk.view;

import dev.waybill.platform.context.ContextRuntime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The flow of orders in numbers: how many are where, for how long, and how many have come there lately. */
@Component
public class DeskFlow {

    /** The orders that are in a status now, and the median of how long they have been. */
    public record Crowd(Status status, long orders, Duration median) {}

    private final ContextRuntime parts;
    private final String table;

    DeskFlow(@Qualifier("deskParts") ContextRuntime parts) {
        this.parts = parts;
        this.table = parts.schema() + ".order_desk";
    }

    /** How many orders are in each status, the known ones first. */
    public Map<Status, Long> counts() {
        Map<Status, Long> counts = new TreeMap<>();
        Status.KNOWN.forEach(status -> counts.put(status, 0L));
        parts.jdbc().query("select status, orders from " + parts.schema() + ".order_count", row -> {
            counts.put(new Status(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    /** Where the orders are that have not ended, in the order of the flow. */
    public List<Crowd> crowds() {
        return parts
                .jdbc()
                .query(
                        "select status, count(*), percentile_cont(0.5) within group"
                                + " (order by extract(epoch from now() - since)) from " + table
                                + " where " + Status.OPEN + " group by status",
                        (row, n) -> new Crowd(
                                new Status(row.getString(1)),
                                row.getLong(2),
                                Duration.ofMillis(Math.round(1000 * row.getDouble(3)))))
                .stream()
                .sorted(Comparator.comparing(Crowd::status))
                .toList();
    }

    /** How many orders came to a status in each of the last minutes, the one that runs now last; without those to which none came. */
    public Map<Status, long[]> arrivals(int minutes) {
        Map<Status, long[]> arrivals = new TreeMap<>();
        parts.jdbc()
                .query(
                        "select status, (extract(epoch from date_trunc('minute', now()) - minute) / 60)::int, orders from "
                                + parts.schema() + ".order_arrival"
                                + " where minute > date_trunc('minute', now()) - make_interval(mins => ?)"
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
