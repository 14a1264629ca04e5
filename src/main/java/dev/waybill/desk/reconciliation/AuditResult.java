package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.desk.DeskAnswer.Finding;
import dev.waybill.contract.desk.DeskAnswer.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one context has reported about its books.
 *
 * @param turns in how many turns it reports all open subjects
 */
record AuditResult(
        String context, List<Finding> findings, Map<String, Long> queued, Map<String, Entry> entries, int turns) {

    /** The entry of a subject; an empty one for a subject that these books do not know. */
    Entry entry(String subject) {
        Entry known = entries.get(subject);
        return known == null
                ? new Entry(subject, Instant.EPOCH, null, Map.of(), Map.of(), Map.of(), Map.of(), List.of())
                : known;
    }

    @Nullable
    Standing standing(String subject) {
        return entry(subject).standing();
    }

    /** These books, completed and overwritten by a later report. */
    AuditResult with(AuditResult later) {
        Map<String, Entry> all = new HashMap<>(entries);
        all.putAll(later.entries);
        return new AuditResult(context, findings, later.queued, all, turns);
    }
}
