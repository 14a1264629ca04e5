package dev.waybill.desk.reconciliation;

import dev.waybill.platform.context.ContextParts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the books disagreed about when they were last compared. */
@Component
public class Violations {

    private static final Logger log = LoggerFactory.getLogger(Violations.class);
    private static final String COLUMNS = "select id, invariant, context, peer, subject, detail, since, repair,"
            + " repairs, repair_peer, exchange, from_sequence, to_sequence, description from desk.violation";

    private final ContextParts parts;

    Violations(@Qualifier("deskParts") ContextParts parts) {
        this.parts = parts;
    }

    /** All of them, those that last longest first. */
    public List<Violation> all() {
        return parts.jdbc().query(COLUMNS + " order by since, id", Violations::violation);
    }

    /** The violation with that id, if it still lasts. */
    public Optional<Violation> find(String id) {
        return parts.jdbc().query(COLUMNS + " where id = ?", Violations::violation, id).stream()
                .findFirst();
    }

    /** How many there are of each invariant that is broken. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        parts.jdbc().query("select invariant, count(*) from desk.violation group by invariant", row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /** What is looked at again, however long ago it was moved. */
    Collection<String> subjects() {
        return parts.jdbc().queryForList("select distinct subject from desk.violation", String.class);
    }

    /** Remembers what a comparison found, and forgets what it did not find any more in the books that it has seen. */
    void are(List<Disagreement> found, Set<String> answered, Instant now) {
        parts.transactions().run(() -> {
            String[] seen = answered.toArray(String[]::new);
            parts.jdbc()
                    .update(
                            "delete from desk.violation where context = any(?) and (peer = '' or peer = any(?))"
                                    + " and not id = any(?)",
                            seen,
                            seen,
                            found.stream().map(Disagreement::id).toArray(String[]::new));
            found.forEach(disagreement -> remember(disagreement, now));
        });
    }

    private void remember(Disagreement found, Instant now) {
        RepairPlan plan = found.repair();
        int news = parts.jdbc()
                .update(
                        "insert into desk.violation (id, invariant, context, peer, subject, what, detail, since,"
                                + " found_at, repair, repairs, repair_peer, exchange, from_sequence, to_sequence,"
                                + " description) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict do nothing",
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
                        plan.description());
        if (news == 1) {
            log.error(
                    "The books do not add up: {} {} {}: {}; repair: {}",
                    found.invariant(),
                    found.context(),
                    found.subject(),
                    found.detail(),
                    plan.kind());
        } else {
            parts.jdbc()
                    .update(
                            "update desk.violation set detail = ?, repair = ?, from_sequence = ?, to_sequence = ?,"
                                    + " description = ? where id = ?",
                            found.detail(),
                            plan.kind(),
                            plan.from(),
                            plan.to(),
                            plan.description(),
                            found.id());
        }
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

    /** In a few words, for a log line. */
    static String named(List<Violation> violations) {
        return violations.stream()
                .limit(10)
                .map(violation -> violation.invariant() + " " + violation.context() + " " + violation.subject())
                .collect(Collectors.joining(", "));
    }
}
