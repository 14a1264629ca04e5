package dev.waybill.contract.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Message;
import dev.waybill.contract.Samples;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Instant;

/** Each message of the AsyncAPI document: what it means, its envelope with its data, and a sample. */
final class MessageComponents {

    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private final Javadocs docs;
    private final MessageSchemas schemas;

    MessageComponents(Javadocs docs, MessageSchemas schemas) {
        this.docs = docs;
        this.schemas = schemas;
    }

    ObjectNode all() {
        ObjectNode all = JSON.createObjectNode();
        Language.messages().forEach(message -> {
            if (all.has(message.name())) {
                throw new IllegalStateException(
                        "two messages are named " + message.name() + "; one needs another name");
            }
            all.set(message.name(), component(message));
        });
        return all;
    }

    private ObjectNode component(MessageType message) {
        ObjectNode component = JSON.createObjectNode()
                .put("name", message.name())
                .put("title", message.name())
                .put("summary", docs.of(message.record()));
        component.putArray("tags").addObject().put("name", message.isCommand() ? "command" : "event");
        component.putObject("correlationId").put("location", "$message.payload#/correlationid");
        component
                .putObject("bindings")
                .putObject("amqp")
                .put("contentEncoding", "UTF-8")
                .put("messageType", message.name())
                .put("bindingVersion", "0.3.0");
        component.set("payload", payload(message));
        component.putArray("examples").addObject().set("payload", sample(message));
        return component;
    }

    private ObjectNode payload(MessageType message) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        var parts = payload.putArray("allOf");
        parts.add(schemas.referTo(CloudEvent.class));
        ObjectNode own = parts.addObject().putObject("properties");
        own.putObject("specversion").put("const", "1.0");
        own.putObject("type").put("const", message.name());
        if (!message.isCommand() && !message.isAnswer()) {
            own.putObject("source").put("const", Language.owner(message.exchange()));
        }
        own.set("data", schemas.referTo(message.record()));
        return payload;
    }

    /** The message's approved sample as it travels. */
    static ObjectNode sample(MessageType message) {
        Message data = (Message) Samples.of(message.record());
        return JSON.valueToTree(new CloudEvent(
                "1.0",
                "5f0c8a3e-9d5b-4f0e-8c55-3f1f6f0f7a11",
                message.senders().stream().findFirst().orElse("elsewhere"),
                message.name(),
                data.subject(),
                Instant.parse("2026-01-31T12:00:00Z"),
                "application/json",
                data.subject(),
                "0b6a1d0e-3c1c-4d53-9a3f-52b8f9f0a6c2",
                1L,
                null,
                null,
                null,
                data));
    }
}
