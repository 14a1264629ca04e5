package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.personal.PersonalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Envelopes as structured CloudEvents 1.0 JSON, with the extensions that Waybill adds. */
final class EnvelopeJson {

    static final String CONTENT_TYPE = "application/cloudevents+json";
    static final String BATCH_CONTENT_TYPE = "application/cloudevents-batch+json";

    /** Of each attribute; they are keys in the database. */
    private static final int LIMIT = 255;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    /** No subject has so many messages; a message with a higher sequence would wait for its predecessors forever. */
    private static final long LAST_SEQUENCE = 1_000_000_000;

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
        putIfKnown(node, "actor", envelope.initiator().actor());
        putIfKnown(node, "via", envelope.initiator().via());
        return node.set("data", envelope.data());
    }

    private static void putIfKnown(ObjectNode node, String attribute, @Nullable String value) {
        if (value != null) {
            node.put(attribute, value);
        }
    }

    /** Reads an envelope; unknown attributes are tolerated. */
    static Envelope read(String text) throws UnreadableMessage {
        return read(MessageJson.tree(text));
    }

    /** Reads an envelope that is JSON already. */
    static Envelope read(JsonNode node) throws UnreadableMessage {
        String id = required(node, "id");
        var envelope = new Envelope(
                id,
                required(node, "source"),
                required(node, "type"),
                required(node, "subject"),
                time(required(node, "time")),
                optional(node, "correlationid").orElse(id),
                optional(node, "causationid").orElse(id),
                node.hasNonNull("sequence") ? Long.valueOf(sequence(node.get("sequence"))) : null,
                optional(node, "traceparent").orElse(""),
                new Initiator(
                        optional(node, "actor").orElse(null),
                        optional(node, "via").orElse(null)),
                node.path("data"));
        if (!required(node, "specversion").equals("1.0")) {
            throw new UnreadableMessage("has a \"specversion\" other than 1.0", null);
        }
        return envelope;
    }

    private static Instant time(String text) throws UnreadableMessage {
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
                throw new UnreadableMessage("has a time outside of the years 1970 to 9999", null);
            }
            return time;
        } catch (DateTimeException e) {
            throw new UnreadableMessage("has a time that is no instant", e);
        }
    }

    private static long sequence(JsonNode node) throws UnreadableMessage {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new UnreadableMessage("has a sequence that is no whole number", null);
        }
        long sequence = node.longValue();
        if (sequence < 1 || sequence > LAST_SEQUENCE) {
            throw new UnreadableMessage(
                    "has the sequence %d, and %d to %,d are counted".formatted(sequence, 1, LAST_SEQUENCE), null);
        }
        return sequence;
    }

    /** Notes on where a message comes from; they are keys of nothing, so what is too long is cut. */
    private static Optional<String> optional(JsonNode node, String field) throws UnreadableMessage {
        JsonNode value = node.path(field);
        if (value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new UnreadableMessage("has a \"" + field + "\" that is no text", null);
        }
        return Optional.of(Texts.shown(value.textValue(), LIMIT));
    }

    private static String required(JsonNode node, String field) throws UnreadableMessage {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new UnreadableMessage("has no text in \"" + field + "\"", null);
        }
        String text = value.textValue();
        if (text.length() > LIMIT || !Texts.isName(text)) {
            throw new UnreadableMessage(
                    "has a \"%s\" of %d characters, and %d without control characters are allowed"
                            .formatted(field, text.length(), LIMIT),
                    null);
        }
        return text;
    }
}
