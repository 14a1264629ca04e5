package dev.waybill.desk.reconciliation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that should always hold and does not.
 *
 * @param invariant its number, I1 to I9
 * @param context the context whose books are wrong, or are to be checked first
 * @param peer the other context; empty when the books disagree with themselves
 * @param subject the order or the SKU
 * @param what which rule is broken, in a word or two
 * @param since when the side that moved last moved
 */
public record Violation(
        String invariant,
        String context,
        String peer,
        String subject,
        String what,
        String detail,
        Instant since,
        RepairPlan repair) {

    /** An id that stays the same as long as the violation lasts. */
    public String id() {
        String name = String.join("|", invariant, context, peer, subject, what);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether a context is one of its two sides. */
    boolean concerns(String other) {
        return context.equals(other) || peer.equals(other);
    }
}
