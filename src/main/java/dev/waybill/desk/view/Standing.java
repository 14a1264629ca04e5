package dev.waybill.desk.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status of an order and its details.
 *
 * @param since when the order reached it
 * @param until when the wait ends; null where it has no deadline, or the deadline has not been received yet
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
