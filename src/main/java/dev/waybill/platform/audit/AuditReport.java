package dev.waybill.platform.audit;

import dev.waybill.platform.audit.SelfCheck.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a context's books held at one instant.
 *
 * @param moved when the newest event of a subject happened, if it has any
 * @param turns how many reports have all open subjects
 */
public record AuditReport(
        List<Violation> violations,
        Set<String> subjects,
        Map<String, AuditEntry> standings,
        Map<String, Lane> lanes,
        Map<String, Instant> moved,
        int turns) {

    /** Since when a subject is where it is. */
    public Instant since(String subject) {
        AuditEntry standing = standings.get(subject);
        Instant since = standing == null ? null : standing.since();
        return since == null ? moved.getOrDefault(subject, Instant.EPOCH) : since;
    }

    /** How far the messages about a subject have come. */
    public Lane lane(String subject) {
        return lanes.getOrDefault(subject, Lane.empty());
    }
}
