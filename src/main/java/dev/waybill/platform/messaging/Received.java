package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to its handler.
 *
 * @param body the typed message; null for a name that this release does not know or that is not subscribed to, which is
 *     handled by doing nothing, and for a content with a flaw
 * @param flaw why the content is not what its name promises; null when it is
 * @param initiator who causes what its handling leads to
 * @param headers what came with it, as JSON
 * @param heldAs the row that it was held in; null when it comes from the broker
 * @param attempts how often it has failed
 */
record Received<M>(
        Envelope envelope,
        @Nullable M body,
        @Nullable String flaw,
        Initiator initiator,
        StreamId lane,
        String publisher,
        String headers,
        @Nullable Long heldAs,
        int attempts) {}
