package dev.waybill.desk.reconciliation;

import dev.waybill.desk.DeskProperties;
import dev.waybill.platform.context.ContextRuntime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Tells messages that are under way from those that are lost: a lost one does not come however long one waits, although
 * nothing is left in the receiver's queue. What is under way is remembered from one comparison to the next.
 */
@Component
class LostMessagesWatch {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private record Seen(long missing, Instant since) {}

    private final ContextRuntime parts;
    private final Duration patience;

    LostMessagesWatch(@Qualifier("deskParts") ContextRuntime parts, DeskProperties properties) {
        this.parts = parts;
        this.patience = properties.reconciliationPatience();
    }

    /** What is looked at again until it has come: some, drawn by lot. */
    Collection<String> subjects(int most) {
        return parts.jdbc()
                .queryForList(
                        "select subject from (select distinct subject from desk.under_way) waiting"
                                + " order by random() limit ?",
                        String.class,
                        most);
    }

    /**
     * Takes in what of these subjects is under way now between the contexts that have answered; the result is what does
     * not come any more.
     */
    List<Violation> lost(List<UnderWay> underWay, Set<String> answered, Set<String> lookedAt, Instant now) {
        return UnderWay.lost(parts.transactions().in(() -> overdue(underWay, answered, lookedAt, now)));
    }

    private List<UnderWay> overdue(List<UnderWay> underWay, Set<String> answered, Set<String> lookedAt, Instant now) {
        Duration fresh = patience.compareTo(FRESH) < 0 ? patience : FRESH;
        Map<String, Seen> before = before();
        Set<String> lost = lostBefore();
        Map<String, Seen> after = new HashMap<>();
        List<UnderWay> overdue = new ArrayList<>();
        for (UnderWay message : underWay) {
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
        before.keySet().removeIf(lane -> !UnderWay.isBetween(lane, answered));
        parts.jdbc()
                .update(
                        "delete from desk.under_way where lane = any(?) and subject = any(?)",
                        before.keySet().toArray(String[]::new),
                        lookedAt.toArray(String[]::new));
        return overdue;
    }

    /**
     * Whatever may still wait in a queue, and whatever has moved on, is waited for from now on; what was reported as lost
     * stays so.
     */
    private static Seen seen(UnderWay message, Seen before, Set<String> lost, Instant now) {
        boolean same = before.missing() == message.from() && (message.queued() == 0 || lost.contains(message.loss()));
        return new Seen(message.from(), same ? before.since() : now);
    }

    /** However long ago the last look was: that alone makes nothing lost that may be in a queue. */
    private Set<String> lostBefore() {
        return Set.copyOf(parts.jdbc()
                .queryForList(
                        "select distinct subject || '|' || exchange from desk.violation where invariant = 'I4'",
                        String.class));
    }

    private Map<String, Seen> before() {
        Map<String, Seen> before = new HashMap<>();
        parts.jdbc().query("select lane, missing, since from desk.under_way", row -> {
            before.put(
                    row.getString(1),
                    new Seen(
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()));
        });
        return before;
    }

    private void remember(UnderWay message, Seen seen) {
        parts.jdbc()
                .update(
                        "insert into desk.under_way (lane, subject, missing, since) values (?, ?, ?, ?)"
                                + " on conflict (lane) do update set missing = excluded.missing,"
                                + " since = excluded.since",
                        message.lane(),
                        message.subject(),
                        seen.missing(),
                        Violations.utc(seen.since()));
    }
}
