package dev.waybill.desk.reconciliation;

import java.time.Instant;

/**
 * A disagreement as the desk remembers it.
 *
 * @param id the same as long as it lasts
 * @param since when the books came to where they disagree, as far as they tell
 */
public record Violation(
        String id,
        String invariant,
        String context,
        String peer,
        String subject,
        String detail,
        Instant since,
        RepairPlan repair) {}
