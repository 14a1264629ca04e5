package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message that an operator removed from its lane unhandled.
 *
 * @param id that it was parked under
 * @param cause why it could not be handled
 * @param reason why it was discarded, and by whom
 */
public record DiscardedMessage(
        String id, String queue, JsonNode body, String cause, String reason, String discardedBy, Instant discardedAt) {}
