package dev.waybill.platform.eventstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An event as it is stored in a stream; personal fields of {@code data} are still encrypted. */
public record RecordedEvent(
        StreamId stream,
        long version,
        String type,
        int schemaVersion,
        JsonNode data,
        Instant occurredAt,
        String causationId,
        String correlationId) {}
