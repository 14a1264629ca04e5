package dev.waybill.desk.reconciliation;

import dev.waybill.platform.context.ContextRuntime;
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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the books disagreed about when they were last compared. */
@Component
public class Violations {

    private static final Logger log = LoggerFactory.getLogger(Violations.class);
    private static final int MOST_LOGGED = 100;
    private static final String COLUMNS = "select invariant, context, peer, subject, what, detail, since, repair,"
            + " repairs, repair_peer, exchange, from_sequence, to_sequence, description from desk.violation";

    private final ContextRuntime parts;

    Violations(@Qualifier("deskParts") ContextRuntime parts) {
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

    /**
     * What contexts disagreed about and is looked at again, however long ago it was moved: some, drawn by lot. What is
     * wrong within a context's own books is told without being asked for.
     */
    Collection<String> subjects(int most) {
        return parts.jdbc()
                .queryForList(
                        "select subject from (select distinct subject from desk.violation where peer <> '') disagreed"
                                + " order by random() limit ?",
                        String.class,
                        most);
    }

    /**
     * Remembers what a comparison found, and forgets what it did not find any more where it has looked.
     *
     * @param answered the contexts whose books it has seen: what each of them finds wrong itself is all of it
     * @param lookedAt the subjects that it has compared
     */
    void are(List<Violation> found, Set<String> answered, Set<String> lookedAt, Instant now) {
        parts.transactions().run(() -> {
            String[] seen = answered.toArray(String[]::new);
            parts.jdbc()
                    .update(
                            "delete from desk.violation where context = any(?)"
                                    + " and (peer = '' or (peer = any(?) and subject = any(?))) and not id = any(?)",
                            seen,
                            seen,
                            lookedAt.toArray(String[]::new),
                            found.stream().map(Violation::id).toArray(String[]::new));
            remember(found, now);
        });
    }

    private void remember(List<Violation> found, Instant now) {
        Set<String> known = Set.copyOf(parts.jdbc().queryForList("select id from desk.violation", String.class));
        List<Violation> news = new ArrayList<>();
        List<Violation> still = new ArrayList<>();
        found.forEach(one -> (known.contains(one.id()) ? still : news).add(one));
        insert(news, now);
        update(still);
        news.stream()
                .limit(MOST_LOGGED)
                .forEach(one -> log.error(
                        "The books do not add up: {} {} {}: {}; repair: {}",
                        one.invariant(),
                        one.context(),
                        one.subject(),
                        one.detail(),
                        one.repair().kind()));
        if (news.size() > MOST_LOGGED) {
            log.error(
                    "The books do not add up: {} more; GET /api/reconciliation lists them", news.size() - MOST_LOGGED);
        }
    }

    private void insert(List<Violation> news, Instant now) {
        parts.jdbc()
                .batchUpdate(
                        "insert into desk.violation (id, invariant, context, peer, subject, what, detail, since,"
                                + " found_at, repair, repairs, repair_peer, exchange, from_sequence, to_sequence,"
                                + " description) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict do nothing",
                        news.stream().map(one -> row(one, now)).toList());
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

    private void update(List<Violation> still) {
        parts.jdbc()
                .batchUpdate(
                        "update desk.violation set detail = ?, repair = ?, from_sequence = ?, to_sequence = ?,"
                                + " description = ? where id = ?",
                        still.stream()
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

    /** In a few words, for a log line. */
    static String named(List<Violation> violations) {
        return violations.stream()
                .limit(10)
                .map(violation -> violation.invariant() + " " + violation.context() + " " + violation.subject())
                .collect(Collectors.joining(", "));
    }
}
