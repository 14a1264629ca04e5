package dev.waybill.contract.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.contract.topology.Topology;
import java.util.List;
import java.util.stream.Stream;

/** The published language as an AsyncAPI 3.0 document. */
final class AsyncApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CONTENT_TYPE = "application/cloudevents+json";

    private AsyncApi() {}

    /** The document, with open schemas as readers need them or with closed ones that notice what it does not know. */
    static ObjectNode document(Javadocs docs, boolean closed) {
        var schemas = new MessageSchemas(docs, closed);
        ObjectNode document = JSON.objectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Waybill")
                .put("version", "1") // messages are added to, never broken
                .put("description", """
                    The commands and events of Waybill's contexts. Exchanges are topics, the routing key is the message's \
                    name; every queue is bound to one whole exchange. Fields and messages may be added: readers ignore \
                    what they do not know. Several messages may travel together in the batch mode of CloudEvents, with \
                    the routing key batch.""")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", CONTENT_TYPE);
        ObjectNode channels = document.putObject("channels");
        Topology.EXCHANGES.forEach(exchange -> channels.set(key(exchange), exchange(exchange)));
        Topology.QUEUES.forEach(queue -> channels.set(key(queue), queue(queue)));
        document.set("operations", operations());
        ObjectNode components = document.putObject("components");
        components.set("messages", new MessageComponents(docs, schemas).all());
        components.set("schemas", schemas.collected());
        return document;
    }

    private static String key(Topology.Exchange exchange) {
        return "exchange." + exchange.name();
    }

    private static String key(Topology.Queue queue) {
        return "queue." + queue.name();
    }

    private static ObjectNode exchange(Topology.Exchange exchange) {
        ObjectNode channel = JSON.objectNode()
                .put("address", "{message}")
                .put("description", "The routing key of the exchange " + exchange.name() + ": a message's name.");
        List<MessageType> messages = Language.messagesOf(exchange.name()).toList();
        var names = channel.putObject("parameters").putObject("message").putArray("enum");
        messages.forEach(message -> names.add(message.name()));
        channel.set("messages", components(messages));
        ObjectNode amqp = amqp(channel).put("is", "routingKey");
        amqp.putObject("exchange")
                .put("name", exchange.name())
                .put("type", "topic")
                .put("durable", true)
                .put("autoDelete", false);
        return channel;
    }

    private static ObjectNode queue(Topology.Queue queue) {
        ObjectNode channel = JSON.objectNode()
                .put("address", queue.name())
                .put("description", "The queue of " + queue.context() + ", bound to " + queue.exchange() + " whole.");
        channel.set("messages", components(Language.messagesOf(queue.exchange()).toList()));
        ObjectNode amqp = amqp(channel).put("is", "queue");
        amqp.putObject("queue")
                .put("name", queue.name())
                .put("durable", true)
                .put("exclusive", false)
                .put("autoDelete", false);
        return channel;
    }

    private static ObjectNode operations() {
        ObjectNode operations = JSON.objectNode();
        for (String context : Language.contexts()) {
            Topology.EXCHANGES.forEach(exchange -> {
                List<MessageType> sent = Language.messagesOf(exchange.name())
                        .filter(message -> message.senders().contains(context))
                        .toList();
                if (!sent.isEmpty()) {
                    ObjectNode send = operation("send", context, key(exchange), sent.stream());
                    amqp(send).put("deliveryMode", exchange.name().startsWith("desk.") ? 1 : 2);
                    operations.set(context + ".sends." + exchange.name(), send);
                }
            });
            Topology.QUEUES.stream()
                    .filter(queue -> queue.context().equals(context))
                    .forEach(queue -> {
                        ObjectNode receive =
                                operation("receive", context, key(queue), Language.messagesOf(queue.exchange()));
                        amqp(receive).put("ack", true);
                        operations.set(context + ".receives." + queue.exchange(), receive);
                    });
        }
        return operations;
    }

    private static ObjectNode operation(String action, String context, String channel, Stream<MessageType> messages) {
        ObjectNode operation = JSON.objectNode().put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        operation.putArray("tags").addObject().put("name", context);
        var references = operation.putArray("messages");
        messages.forEach(
                message -> references.addObject().put("$ref", "#/channels/" + channel + "/messages/" + message.name()));
        return operation;
    }

    private static ObjectNode components(List<MessageType> messages) {
        ObjectNode references = JSON.objectNode();
        messages.forEach(
                message -> references.putObject(message.name()).put("$ref", "#/components/messages/" + message.name()));
        return references;
    }

    private static ObjectNode amqp(ObjectNode bound) {
        return bound.putObject("bindings").putObject("amqp").put("bindingVersion", "0.3.0");
    }
}
