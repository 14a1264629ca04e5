package dev.waybill.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.List;

/**
 * A message that a client with the right to publish sends to an exchange.
 *
 * @param kind what is wrong with it
 * @param envelope the envelope that it is derived from; the attributes of its body may differ
 */
record HostileMessage(
        Hostility kind, String exchange, String type, BasicProperties properties, ObjectNode envelope, byte[] body) {

    /** Names this one among all. */
    String messageId() {
        return properties.getMessageId();
    }

    String id() {
        return envelope.path("id").asText();
    }

    String subject() {
        return envelope.path("subject").asText();
    }

    /** Who counts it, and where. */
    String publisher() {
        return envelope.path("source").asText() + ">" + exchange;
    }

    @Override
    public String toString() {
        return kind + " " + type + " on " + exchange + ", attributes "
                + envelope.deepCopy().without(List.of("data")).toString().replaceAll("[^ -~]", "·") + ", message "
                + messageId();
    }
}
