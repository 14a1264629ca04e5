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
        String correlationId,
        Initiator initiator) {

    /** The same event with other data, such as the same with its personal fields readable. */
    public RecordedEvent with(JsonNode otherData) {
        return with(schemaVersion, otherData);
    }

    /** The same event in another schema version. */
    RecordedEvent with(int otherVersion, JsonNode otherData) {
        return new RecordedEvent(
                stream, version, type, otherVersion, otherData, occurredAt, causationId, correlationId, initiator);
    }
}
