package dev.waybill.desk.reconciliation;

import dev.waybill.platform.eventstore.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Distinguishes messages in flight from lost ones: a lost message does not arrive however long it is waited for, although
 * nothing is left in the receiver's queue. Messages in flight are remembered from one comparison to the next.
 */
public final class LostMessagesWatch {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private record Seen(long missing, Instant since) {}

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final Duration patience;

    public LostMessagesWatch(JdbcTemplate jdbc, Transactions transactions, DeskProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.patience = properties.reconciliationPatience();
    }

    /** The subjects of messages in flight, which are checked again until the messages have arrived: a random selection. */
    Collection<String> subjects(int most) {
        return jdbc.queryForList(
                "select subject from (select distinct subject from desk.under_way) waiting"
                        + " order by random() limit ?",
                String.class,
                most);
    }

    /**
     * Records the messages about these subjects that are in flight between the contexts that have answered; returns those
     * that are lost.
     */
    List<Violation> lost(List<InFlightMessages> inFlight, Set<String> answered, Set<String> lookedAt, Instant now) {
        return InFlightMessages.lost(transactions.in(() -> overdue(inFlight, answered, lookedAt, now)));
    }

    private List<InFlightMessages> overdue(
            List<InFlightMessages> inFlight, Set<String> answered, Set<String> lookedAt, Instant now) {
        Duration fresh = patience.compareTo(FRESH) < 0 ? patience : FRESH;
        Map<String, Seen> before = before();
        Set<String> lost = lostBefore();
        Map<String, Seen> after = new HashMap<>();
        List<InFlightMessages> overdue = new ArrayList<>();
        for (InFlightMessages message : inFlight) {
            if (message.since().plus(fresh).isBefore(now)) {
                Seen seen = seen(message, before.getOrDefault(message.lane(), new Seen(0, now)), lost, now);
                after.put(message.lane(), seen);
                remember(message, seen);
                if (seen.since().plus(patience).isBefore(now)) {
                    overdue.add(message);
                }
            }
        }
        before.keySet().removeAll(after.keySet());
        before.keySet().removeIf(lane -> !InFlightMessages.isBetween(lane, answered));
        jdbc.update(
                "delete from desk.under_way where lane = any(?) and subject = any(?)",
                before.keySet().toArray(String[]::new),
                lookedAt.toArray(String[]::new));
        return overdue;
    }

    /**
     * A message that may still wait in a queue, or follows one that has arrived, is waited for from now on; a message that
     * was reported as lost stays lost.
     */
    private static Seen seen(InFlightMessages message, Seen before, Set<String> lost, Instant now) {
        boolean same = before.missing() == message.from() && (message.queued() == 0 || lost.contains(message.loss()));
        return new Seen(message.from(), same ? before.since() : now);
    }

    /** The messages that were reported as lost: the time since the last comparison alone does not make a queued message lost. */
    private Set<String> lostBefore() {
        return Set.copyOf(jdbc.queryForList(
                "select distinct subject || '|' || exchange from desk.violation where invariant = 'I4'", String.class));
    }

    private Map<String, Seen> before() {
        Map<String, Seen> before = new HashMap<>();
        jdbc.query("select lane, missing, since from desk.under_way", row -> {
            before.put(
                    row.getString(1),
                    new Seen(
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()));
        });
        return before;
    }

    private void remember(InFlightMessages message, Seen seen) {
        jdbc.update(
                "insert into desk.under_way (lane, subject, missing, since) values (?, ?, ?, ?)"
                        + " on conflict (lane) do update set missing = excluded.missing,"
                        + " since = excluded.since",
                message.lane(),
                message.subject(),
                seen.missing(),
                Violations.utc(seen.since()));
    }
}
