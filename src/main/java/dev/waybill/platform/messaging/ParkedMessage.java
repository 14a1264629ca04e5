package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be handled and waits for an operator.
 *
 * @param id names it among all contexts, as order-17
 * @param context that could not handle it
 * @param type the message's name; absent, like the other attributes, when what came is no message
 * @param cause the exception as text
 * @param trace its stack trace; empty when the message could not be read
 * @param waitingBehind how many later messages of its subject wait for it
 * @param headers what came with it from the broker
 * @param body the message; a text where it is no JSON, in base64 where it is no text
 */
public record ParkedMessage(
        String id,
        String context,
        String queue,
        @Nullable String type,
        @Nullable String subject,
        @Nullable String messageId,
        @Nullable Long sequence,
        String cause,
        String trace,
        int attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        Instant parkedAt,
        long waitingBehind,
        JsonNode headers,
        JsonNode body) {

    private static final int GLANCE = 2_000;

    /** As much of it as a list should carry: no stack trace, and the beginning of a long body. */
    public ParkedMessage summary() {
        String text = body.isTextual() ? body.textValue() : body.toString();
        return new ParkedMessage(
                id,
                context,
                queue,
                type,
                subject,
                messageId,
                sequence,
                cause,
                "",
                attempts,
                firstFailedAt,
                lastFailedAt,
                parkedAt,
                waitingBehind,
                headers,
                text.length() <= GLANCE
                        ? body
                        : TextNode.valueOf(
                                Texts.beginning(text, GLANCE) + "… (%,d characters in all)".formatted(text.length())));
    }
}
