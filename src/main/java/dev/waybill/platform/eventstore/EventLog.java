package dev.waybill.platform.eventstore;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All events of one context in one order, for readers that follow them all. Only events are read that no transaction in
 * flight can still precede, so a reader that continues from the last place it saw never misses an event.
 */
public final class EventLog {

    private final JdbcTemplate jdbc;
    private final EventStore store;
    private final String schema;
    private final String select;
    private final String newest;
    private final String settled;
    private final String oldest;

    /** Ordered by the columns named with their table: the selected number of the same name would miss the index. */
    public EventLog(JdbcTemplate jdbc, String schema, EventStore store) {
        this.jdbc = jdbc;
        this.store = store;
        this.schema = schema;
        String settledOnes = " transaction < " + shifted("pg_snapshot_xmin(pg_current_snapshot())", schema);
        String events = " from " + schema + ".event e where (transaction, position) > (?::text::xid8, ?)";
        this.select = "select " + EventStore.COLUMNS + ", transaction::text::bigint, position" + events + " and"
                + settledOnes + " order by e.transaction, e.position limit ?";
        String last = " order by e.transaction desc, e.position desc limit 1";
        this.newest = "select transaction::text::bigint, position from " + schema + ".event e" + last;
        this.settled =
                "select transaction::text::bigint, position from " + schema + ".event e where" + settledOnes + last;
        this.oldest = "select occurred_at" + events + " order by e.transaction, e.position limit 1";
    }

    /** A transaction's number among those that have written the events, also if they did so in another PostgreSQL. */
    static String shifted(String transaction, String schema) {
        return "(select (" + transaction + "::text::bigint + transactions)::text::xid8 from " + schema + ".log_shift)";
    }

    /**
     * Continues above the numbers of the transactions that have written the events, where those are from another PostgreSQL:
     * the database was restored from a backup. Returns whether that was so.
     */
    public boolean continueAfterRestore() {
        return jdbc.update(
                        "update " + schema + ".log_shift set transactions = newest.number + 1 from (select"
                                + " e.transaction::text::bigint as number from " + schema
                                + ".event e order by e.transaction desc, e.position desc limit 1) newest"
                                + " where newest.number >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + transactions")
                == 1;
    }

    /** The next settled events after a place, limited in number. */
    public List<LoggedEvent> after(LogPosition place, int most) {
        return jdbc.query(
                select,
                (row, n) -> new LoggedEvent(new LogPosition(row.getLong(11), row.getLong(12)), store.event(row, n)),
                place.transaction(),
                place.position(),
                most);
    }

    /** The place of the newest committed event, settled or not. */
    public LogPosition newest() {
        return place(newest);
    }

    /** The place of the newest event that nothing can come before any more. */
    public LogPosition newestSettled() {
        return place(settled);
    }

    private LogPosition place(String query) {
        return jdbc.query(query, (row, n) -> new LogPosition(row.getLong(1), row.getLong(2))).stream()
                .findFirst()
                .orElse(LogPosition.START);
    }

    /** When the first committed event after a place happened; empty for the newest place. */
    public Optional<Instant> nextHappenedAt(LogPosition place) {
        return jdbc
                .query(
                        oldest,
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        place.transaction(),
                        place.position())
                .stream()
                .findFirst();
    }
}
