package dev.waybill.desk.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands.
 *
 * @param since when it came there
 * @param until how long it is waited for; null where nobody loses patience, or when it was not told yet
 * @param place in the back-order queue; null outside of it
 */
public record Standing(
        Status status,
        Instant since,
        @Nullable Instant until,
        @Nullable Long place) {

    static Standing of(Status status, Instant since) {
        return new Standing(status, since, null, null);
    }
}
