package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * A message as the broker handed it over.
 *
 * @param headers what came with it, as JSON: exchange, routing key, properties and headers
 */
record Delivery(byte[] body, String headers) {

    /** No message of ours comes near it: an order's body is limited to 256 KiB. */
    private static final int LIMIT = 1024 * 1024;

    static Delivery of(Message message) {
        MessageProperties properties = message.getMessageProperties();
        ObjectNode headers = JsonNodeFactory.instance
                .objectNode()
                .put("exchange", properties.getReceivedExchange())
                .put("routingKey", properties.getReceivedRoutingKey())
                .put("contentType", properties.getContentType())
                .put("messageId", properties.getMessageId())
                .put("type", properties.getType());
        properties.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return new Delivery(message.getBody(), headers.toString());
    }

    /** The body as text. */
    String text() throws UnreadableMessage {
        if (body.length > LIMIT) {
            throw new UnreadableMessage("has %,d bytes, and %,d are allowed".formatted(body.length, LIMIT), null);
        }
        String text = decoded();
        if (text == null) {
            throw new UnreadableMessage("is no text in UTF-8", null);
        }
        return text;
    }

    /** What the body is stored in. */
    @Nullable
    String encoding() {
        return decoded() == null ? "base64" : null;
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
