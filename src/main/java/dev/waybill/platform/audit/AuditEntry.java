package dev.waybill.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a subject is in a context's books.
 *
 * @param status in the context's own words
 * @param since when it came there; null for when its newest event happened
 * @param busy whether an outside party is being asked, so that the entry will change without a message
 * @param amounts minor units, by what they are
 * @param pieces by SKU
 * @param expected what the other contexts' books have to hold then; null for a context that expects nothing
 */
public record AuditEntry(
        String status,
        int revision,
        @Nullable Instant since,
        boolean busy,
        Map<String, Long> amounts,
        Map<String, Long> pieces,
        @Nullable Expected expected) {

    /**
     * What the other contexts' books have to hold.
     *
     * @param ended whether the subject has ended, so that nothing may be held for it any more
     * @param statuses those in which another context's books agree, by context; one that is not named may be in any
     */
    public record Expected(boolean ended, Map<String, List<String>> statuses) {}

    /** ContextAudit that expect nothing of others. */
    public AuditEntry(
            String status,
            int revision,
            @Nullable Instant since,
            boolean busy,
            Map<String, Long> amounts,
            Map<String, Long> pieces) {
        this(status, revision, since, busy, amounts, pieces, null);
    }
}
