package dev.waybill.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that came before its predecessor and waits for it.
 *
 * @param id names it among all contexts, as order-17
 * @param context that waits
 * @param since when it came
 */
public record EarlyMessage(
        String id,
        String context,
        String queue,
        @Nullable String type,
        String subject,
        String source,
        long sequence,
        Instant since,
        WaitsFor waitsFor) {

    /**
     * The message that has to be handled first.
     *
     * @param state MISSING when it has not come, RETRIED when it failed and is tried again, PARKED when it waits for an
     *     operator
     * @param parkedAs under which id it is parked; absent when it is not
     */
    public record WaitsFor(
            String source,
            long sequence,
            String state,
            @Nullable String parkedAs) {}
}
