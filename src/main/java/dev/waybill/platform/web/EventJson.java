package dev.waybill.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.eventstore.RecordedEvent;
import java.time.Instant;

/** Something that happened to an aggregate, as it is shown; personal fields are readable and amounts are money. */
public record EventJson(
        long version, String type, Instant occurredAt, JsonNode data, String causationId, String correlationId) {

    static EventJson of(RecordedEvent event, JsonNode data) {
        return new EventJson(
                event.version(), event.type(), event.occurredAt(), data, event.causationId(), event.correlationId());
    }
}
