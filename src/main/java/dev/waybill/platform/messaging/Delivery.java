package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * A message as the broker handed it over; of one that is too long only the beginning, so that many of them fit into memory.
 *
 * @param size how many bytes the whole body has
 * @param headers what came with it, as JSON: exchange, routing key, properties and headers
 */
record Delivery(byte[] body, int size, String headers) {

    /** No message of ours comes near it: an order's body is limited to 256 KiB. */
    private static final int LIMIT = 1024 * 1024;

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BEGINNING = 64 * 1024;
    private static final int HEADERS = 50;
    private static final int HEADER_NAME = 100;
    private static final int HEADER = 500;

    Delivery(byte[] body, String headers) {
        this(body.length > LIMIT ? beginning(body) : body, body.length, headers);
    }

    static Delivery of(Message message) {
        byte[] body = message.getBody();
        return new Delivery(body == null ? new byte[0] : body, headers(message.getMessageProperties()));
    }

    /** Not in the middle of a character. */
    private static byte[] beginning(byte[] body) {
        int end = BEGINNING;
        while (end > BEGINNING - 4 && (body[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(body, end);
    }

    private static String headers(MessageProperties properties) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Object> header : properties.getHeaders().entrySet()) {
            if (headers.size() == HEADERS) {
                headers.put(
                        "…",
                        "%d headers in all".formatted(properties.getHeaders().size()));
                break;
            }
            headers.put(Texts.shown(header.getKey(), HEADER_NAME), shown(header.getValue()));
        }
        return headers.put("exchange", properties.getReceivedExchange())
                .put("routingKey", properties.getReceivedRoutingKey())
                .put("contentType", properties.getContentType())
                .put("messageId", properties.getMessageId())
                .put("type", properties.getType())
                .toString();
    }

    private static String shown(@Nullable Object value) {
        try {
            return value instanceof byte[] bytes ? bytes.length + " bytes" : Texts.shown(String.valueOf(value), HEADER);
        } catch (RuntimeException | StackOverflowError e) {
            return "a value that cannot be shown";
        }
    }

    /**
     * The deliveries of the messages that came together: one for each element of a JSON array. Anything else, also an array that
     * is broken, is one delivery.
     */
    List<Delivery> parts() {
        if (size > LIMIT || body.length == 0 || body[0] != '[') {
            return List.of(this);
        }
        List<Delivery> parts = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
                json.skipChildren();
                json.finishToken();
                int to = Math.toIntExact(json.currentLocation().getByteOffset());
                parts.add(new Delivery(Arrays.copyOfRange(body, from, to), headers));
            }
            return parts.isEmpty() || json.nextToken() != null ? List.of(this) : parts;
        } catch (IOException | IllegalArgumentException e) {
            return List.of(this); // its reader says what is wrong with it
        }
    }

    /** The body as text. */
    String text() throws UnreadableMessage {
        if (size > LIMIT) {
            throw new UnreadableMessage("has %,d bytes, and %,d are allowed".formatted(size, LIMIT), null);
        }
        String text = decoded();
        if (text == null) {
            throw new UnreadableMessage("is no text in UTF-8", null);
        }
        return text;
    }

    /** Whether the body is stored as text; else in base64. */
    boolean isText() {
        return decoded() != null;
    }

    /** The body as it is stored, whatever it is. */
    String stored() {
        String text = decoded();
        return text == null ? Base64.getEncoder().encodeToString(body) : text;
    }

    /** Null when it is no text, or one that the database cannot hold. */
    private @Nullable String decoded() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
