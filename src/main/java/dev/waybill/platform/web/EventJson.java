package dev.waybill.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.eventstore.RecordedEvent;
import java.time.Instant;

/** Something that happened to an aggregate, as it is shown; personal fields are readable. */
public record EventJson(
        long version, String type, Instant occurredAt, JsonNode data, String causationId, String correlationId) {

    /** The shown form of an event whose personal fields are revealed. */
    public static EventJson of(RecordedEvent event) {
        return new EventJson(
                event.version(),
                event.type(),
                event.occurredAt(),
                event.data(),
                event.causationId(),
                event.correlationId());
    }
}
