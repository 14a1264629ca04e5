package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A readable message on its way to a listener.
 *
 * @param body the typed message; null for a name that this release does not know, which is handled by doing nothing
 * @param keptAs the row it was kept in until its turn came; null when it comes from the broker
 */
record Received(
        Envelope envelope,
        @Nullable Object body,
        StreamId lane,
        String publisher,
        @Nullable Long keptAs) {}
