package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.eventstore.Initiator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in its CloudEvents envelope.
 *
 * @param type the message's name, which is also its routing key
 * @param sequence counts per publisher, exchange and subject from 1; null for a message outside of any order
 * @param initiator who caused what the message reports or requests
 */
public record Envelope(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String correlationId,
        String causationId,
        @Nullable Long sequence,
        String traceparent,
        Initiator initiator,
        JsonNode data) {}
