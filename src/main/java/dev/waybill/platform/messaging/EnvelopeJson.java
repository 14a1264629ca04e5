package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.personal.PersonalJson;
import java.time.DateTimeException;
import java.time.Instant;

/** Envelopes as structured CloudEvents 1.0 JSON, with the extensions that Waybill adds. */
final class EnvelopeJson {

    static final String CONTENT_TYPE = "application/cloudevents+json";

    /** Of each attribute; they are keys in the database. */
    private static final int LIMIT = 255;

    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private EnvelopeJson() {}

    static ObjectNode write(Envelope envelope) {
        ObjectNode node = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", envelope.id())
                .put("source", envelope.source())
                .put("type", envelope.type())
                .put("subject", envelope.subject())
                .put("time", envelope.time().toString())
                .put("datacontenttype", "application/json")
                .put("correlationid", envelope.correlationId())
                .put("causationid", envelope.causationId());
        if (envelope.sequence() != null) {
            node.put("sequence", envelope.sequence());
        }
        if (!envelope.traceparent().isEmpty()) {
            node.put("traceparent", envelope.traceparent());
        }
        return node.set("data", envelope.data());
    }

    /** Reads an envelope; unknown attributes are tolerated. */
    static Envelope read(String text) throws UnreadableMessage {
        try {
            JsonNode node = JSON.readTree(text);
            String id = required(node, "id");
            return new Envelope(
                    id,
                    required(node, "source"),
                    required(node, "type"),
                    required(node, "subject"),
                    Instant.parse(required(node, "time")),
                    node.path("correlationid").asText(id),
                    node.path("causationid").asText(id),
                    node.hasNonNull("sequence") ? Long.valueOf(sequence(node.get("sequence"))) : null,
                    node.path("traceparent").asText(""),
                    node.path("data"));
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("is no JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw new UnreadableMessage("has a time that is no instant: " + e.getMessage(), e);
        }
    }

    private static long sequence(JsonNode node) throws UnreadableMessage {
        long sequence = node.asLong(0);
        if (sequence < 1) {
            throw new UnreadableMessage("has the sequence " + node + ", which counts from 1", null);
        }
        return sequence;
    }

    private static String required(JsonNode node, String field) throws UnreadableMessage {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new UnreadableMessage("has no text in \"" + field + "\"", null);
        }
        String text = value.textValue();
        if (text.length() > LIMIT || text.indexOf('\0') >= 0) {
            throw new UnreadableMessage(
                    "has a \"%s\" of %d characters, and %d without a NUL are allowed"
                            .formatted(field, text.length(), LIMIT),
                    null);
        }
        return text;
    }
}
