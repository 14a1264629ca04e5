package dev.waybill.platform.messaging;

import java.time.Instant;

/**
 * A queue whose consumer in this process is stuck with a message: it can neither handle nor park it, or has handled it
 * for longer than anything should take.
 *
 * @param message its type and id as far as they are known
 * @param since when the consumer came to it
 * @param messages how many it is stuck with
 * @param held how many messages of the queue the consumer has taken and not acknowledged, these included
 */
public record StuckQueue(
        String context, String queue, String message, Instant since, String cause, int messages, int held) {}
