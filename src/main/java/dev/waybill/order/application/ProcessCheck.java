package dev.waybill.order.application;

import dev.waybill.order.process.ProcessVersions;
import dev.waybill.platform.audit.SelfCheck;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * I6: an order that has ended has no process; I1: one that has not has one, or it would never end; I9: its process follows the
 * version that orders are to follow, as an older one may wait without an end.
 */
public class ProcessCheck implements SelfCheck {

    private static final String ENDED = "('OrderCompleted', 'OrderCancelled')";

    /** At most so many orders of older versions are named; they are moved, and the others after them. */
    private static final int MOST = 20;

    private final JdbcTemplate jdbc;
    private final ProcessVersions versions;
    private final String select;

    /** Looks at the streams and the engine in one snapshot; the search view, which follows them, only gives a word. */
    public ProcessCheck(JdbcTemplate jdbc, String schema, ProcessVersions versions) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.select = ("select substr(s.id, 7), coalesce(v.status, last.type), e.id_ from %1$s.stream s"
                        + " join %1$s.event last on last.stream = s.id and last.version = s.version"
                        + " left join %1$s.act_ru_execution e on e.business_key_ = substr(s.id, 7)"
                        + " and e.parent_id_ is null left join %1$s.order_view v on v.order_id = substr(s.id, 7)"
                        + " where s.id like 'order/%%' and (last.type in " + ENDED + ") = (e.id_ is not null)"
                        + " order by last.position")
                .formatted(schema);
    }

    @Override
    public String context() {
        return "order";
    }

    @Override
    public List<Violation> violations() {
        return Stream.concat(lostOrLeft().stream(), outdated()).toList();
    }

    private List<Violation> lostOrLeft() {
        return jdbc.query(
                select,
                (row, n) -> row.getString(3) == null
                        ? violation(
                                "I1", row.getString(1), row.getString(2), "has no process any more", "resume-process")
                        : violation("I6", row.getString(1), row.getString(2), "still has a process", "end-process"));
    }

    private Stream<Violation> outdated() {
        long all = versions.running().entrySet().stream()
                .filter(version -> versions.isOutdated(version.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return all == 0
                ? Stream.empty()
                : versions.outdated(MOST).entrySet().stream()
                        .map(order -> outdated(order.getKey(), order.getValue(), all));
    }

    private Violation outdated(String orderId, String version, long all) {
        return new Violation(
                "I9",
                "order",
                orderId,
                "the order's process follows version " + version + ", not version " + versions.target()
                        + (all == 1 ? "" : "; " + all + " orders follow older versions"),
                "rebase-process");
    }

    private static Violation violation(String invariant, String orderId, String status, String what, String repair) {
        return new Violation(invariant, "order", orderId, "the order is " + status + " and " + what, repair);
    }
}
