package dev.waybill.desk.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repair that was asked for.
 *
 * @param violation what was to be mended, in the words of then
 * @param context who acts
 * @param answeredAt when it answered; null while it has not, it is then asked again
 * @param done whether it could be done
 * @param outcome what was done
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
