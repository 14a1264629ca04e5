package dev.waybill.desk.reconciliation;

import dev.waybill.platform.eventstore.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The violations that the last comparison of the books found. */
public final class Violations {

    private static final Logger log = LoggerFactory.getLogger(Violations.class);
    private static final int MOST_LOGGED = 100;
    private static final String COLUMNS = "select invariant, context, peer, subject, what, detail, since, repair,"
            + " repairs, repair_peer, exchange, from_sequence, to_sequence, description from desk.violation";

    private final JdbcTemplate jdbc;
    private final Transactions transactions;

    public Violations(JdbcTemplate jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** All of them, the oldest first. */
    public List<Violation> all() {
        return jdbc.query(COLUMNS + " order by since, id", Violations::violation);
    }

    /** The violation with that id, if it still lasts. */
    public Optional<Violation> find(String id) {
        return jdbc.query(COLUMNS + " where id = ?", Violations::violation, id).stream()
                .findFirst();
    }

    /** How many violations there are of each broken invariant. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.query("select invariant, count(*) from desk.violation group by invariant", row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /**
     * The subjects about which contexts disagreed, which are checked again however long ago they moved: a random selection.
     * Violations within a context's own books are reported without a request.
     */
    Collection<String> subjects(int most) {
        return jdbc.queryForList(
                "select subject from (select distinct subject from desk.violation where peer <> '') disagreed"
                        + " order by random() limit ?",
                String.class,
                most);
    }

    /**
     * Records what a comparison found, and deletes what it no longer found among the subjects that it compared.
     *
     * @param answered the contexts that have reported: each of them reports all violations within its own books
     * @param lookedAt the subjects that were compared
     */
    void replace(List<Violation> found, Set<String> answered, Set<String> lookedAt, Instant now) {
        transactions.run(() -> {
            String[] seen = answered.toArray(String[]::new);
            jdbc.update(
                    "delete from desk.violation where context = any(?)"
                            + " and (peer = '' or (peer = any(?) and subject = any(?))) and not id = any(?)",
                    seen,
                    seen,
                    lookedAt.toArray(String[]::new),
                    found.stream().map(Violation::id).toArray(String[]::new));
            record(found, now);
        });
    }

    private void record(List<Violation> found, Instant now) {
        Set<String> known = Set.copyOf(jdbc.queryForList("select id from desk.violation", String.class));
        List<Violation> added = new ArrayList<>();
        List<Violation> lasting = new ArrayList<>();
        found.forEach(one -> (known.contains(one.id()) ? lasting : added).add(one));
        insert(added, now);
        update(lasting);
        added.stream()
                .limit(MOST_LOGGED)
                .forEach(one -> log.error(
                        "The books disagree: {} {} {}: {}; repair: {}",
                        one.invariant(),
                        one.context(),
                        one.subject(),
                        one.detail(),
                        one.repair().kind()));
        if (added.size() > MOST_LOGGED) {
            log.error(
                    "The books disagree: {} more violations; GET /api/reconciliation lists them",
                    added.size() - MOST_LOGGED);
        }
    }

    private void insert(List<Violation> added, Instant now) {
        jdbc.batchUpdate(
                "insert into desk.violation (id, invariant, context, peer, subject, what, detail, since,"
                        + " found_at, repair, repairs, repair_peer, exchange, from_sequence, to_sequence,"
                        + " description) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                added.stream().map(one -> row(one, now)).toList());
    }

    private static Object[] row(Violation found, Instant now) {
        RepairPlan plan = found.repair();
        return new Object[] {
            found.id(),
            found.invariant(),
            found.context(),
            found.peer(),
            found.subject(),
            found.what(),
            found.detail(),
            utc(found.since().equals(Instant.EPOCH) ? now : found.since()),
            utc(now),
            plan.kind(),
            plan.context(),
            plan.peer(),
            plan.exchange(),
            plan.from(),
            plan.to(),
            plan.description()
        };
    }

    private void update(List<Violation> lasting) {
        jdbc.batchUpdate(
                "update desk.violation set detail = ?, repair = ?, from_sequence = ?, to_sequence = ?,"
                        + " description = ? where id = ?",
                lasting.stream()
                        .map(one -> new Object[] {
                            one.detail(),
                            one.repair().kind(),
                            one.repair().from(),
                            one.repair().to(),
                            one.repair().description(),
                            one.id()
                        })
                        .toList());
    }

    private static Violation violation(ResultSet row, int number) throws SQLException {
        return new Violation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                new RepairPlan(
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getString(14)));
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The first ten in a few words, for a log line. */
    static String named(List<Violation> violations) {
        return violations.stream()
                .limit(10)
                .map(violation -> violation.invariant() + " " + violation.context() + " " + violation.subject())
                .collect(Collectors.joining(", "));
    }
}
