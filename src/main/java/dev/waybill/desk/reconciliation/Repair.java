package dev.waybill.desk.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repair that an operator requested.
 *
 * @param violation the detail of the violation when the repair was requested
 * @param context the context that acts
 * @param answeredAt when the context answered; null until then, and the request is repeated
 * @param done whether the repair was possible
 * @param outcome what the context has done
 */
public record Repair(
        String id,
        String violationId,
        String invariant,
        String subject,
        String violation,
        String kind,
        String context,
        String description,
        String askedBy,
        Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Boolean done,
        @Nullable String outcome) {}
