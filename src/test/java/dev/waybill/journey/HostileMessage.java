package dev.waybill.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.List;

/**
 * What somebody who may publish sends to an exchange.
 *
 * @param kind what is wrong with it
 * @param envelope what it was made of; its attributes may not be those of the body
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
