package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.platform.personal.PersonalJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the content of held messages is stored: nothing that may be personal is in plain text. A message that matches its
 * type is encrypted field by field, as everywhere; of any other message all of the data, or all of the body, is encrypted
 * under the key of the customer that it names, else under the key of the context. Encrypting needs a transaction.
 */
final class HeldContent {

    /** The columns; the encoding is null for an envelope. */
    record Columns(String body, @Nullable String encoding, String headers) {}

    private static final String SEALED_TEXT = "sealed";
    private static final String SEALED_BYTES = "sealed-base64";

    /** The only field of data that were encrypted whole. */
    private static final String SEALED = "$sealed";

    private static final String LAYERS = "layers";
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private final PersonalJson json;
    private final PersonalOwners owners;

    /** @param owners finds whose personal data a content may hold */
    HeldContent(PersonalJson json, PersonalOwners owners) {
        this.json = json;
        this.owners = owners;
    }

    Columns of(Received<?> message) {
        Envelope envelope = message.envelope();
        List<String> named = owners.in(envelope.data());
        Object body = message.body();
        JsonNode data = body == null
                ? JSON.createObjectNode().set(SEALED, seal(envelope.data().toString(), named))
                : json.write(body, named.isEmpty() ? PersonalJson.CONTEXT : named.getFirst());
        return new Columns(
                EnvelopeJson.write(envelope).set("data", data).toString(),
                null,
                seal(message.headers(), named).toString());
    }

    Columns of(Delivery delivery) {
        List<String> named = delivery.isText() ? owners.in(delivery.stored()) : List.of();
        return new Columns(
                seal(delivery.stored(), named).toString(),
                delivery.isText() ? SEALED_TEXT : SEALED_BYTES,
                seal(delivery.headers(), named).toString());
    }

    /** A layer for each owner, so that erasing any of them makes it unreadable. */
    private ObjectNode seal(String text, List<String> named) {
        if (named.size() > PersonalOwners.MOST) {
            return seal(
                    "not stored: it names more than " + PersonalOwners.MOST + " owners of personal data", List.of());
        }
        JsonNode sealed = json.seal(text, named.isEmpty() ? PersonalJson.CONTEXT : named.getFirst());
        for (String owner : named.stream().skip(1).toList()) {
            sealed = json.seal(sealed.toString(), owner);
        }
        return JSON.createObjectNode().put(LAYERS, Math.max(1, named.size())).set(SEALED, sealed);
    }

    private String open(JsonNode stored) throws JsonProcessingException {
        JsonNode layer = stored.path(SEALED);
        for (int layers = stored.path(LAYERS).asInt(); ; layers--) {
            String text = json.reveal(layer).asText();
            if (layers <= 1 || text.equals(PersonalJson.ERASED)) {
                return text;
            }
            layer = JSON.readTree(text);
        }
    }

    /** The envelope of a held message. */
    Envelope envelope(HeldMessages.Held message) throws UnreadableMessage {
        try {
            return switch (message.encoding()) {
                case null -> EnvelopeJson.read(revealed(message.body()));
                case SEALED_TEXT -> EnvelopeJson.read(open(JSON.readTree(message.body())));
                default -> throw new UnreadableMessage("is no text in UTF-8", null);
            };
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("is no JSON any more", e);
        }
    }

    /** The body for display: the message as JSON; else a text, in base64 where it was no text. */
    JsonNode body(String stored, @Nullable String encoding) {
        try {
            return switch (encoding) {
                case null -> revealed(stored);
                case SEALED_TEXT -> read(open(JSON.readTree(stored)));
                case SEALED_BYTES -> TextNode.valueOf(open(JSON.readTree(stored)));
                default -> TextNode.valueOf(stored);
            };
        } catch (JsonProcessingException noMessage) {
            return TextNode.valueOf(stored); // an earlier release stored it as it came
        }
    }

    /** What came with it; empty once it was erased. */
    JsonNode headers(String stored) {
        try {
            JsonNode headers = JSON.readTree(stored);
            JsonNode shown = headers.has(LAYERS) ? read(open(headers)) : headers;
            return shown.isObject() ? shown : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a held message has broken headers", e);
        }
    }

    private JsonNode revealed(String body) throws JsonProcessingException {
        JsonNode message = JSON.readTree(body);
        JsonNode sealed = message.path("data").path(SEALED);
        if (message instanceof ObjectNode envelope && sealed.has(LAYERS)) {
            return envelope.set("data", read(open(sealed)));
        }
        return json.reveal(message);
    }

    /** JSON where it is, and can be written again; else the text itself. */
    private static JsonNode read(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read.isMissingNode() || MessageJson.unsupported(read) != null ? TextNode.valueOf(text) : read;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
