package dev.waybill.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.contract.topology.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The AsyncAPI document as a page for people: context by context, what it accepts, publishes and subscribes to. */
final class MessagesPage {

    private static final String ENVELOPE = CloudEvent.class.getSimpleName();
    private static final String HEAD = """
            # Messages

            Every message between the contexts. This page is generated from the code
            ([how](../how-to/change-the-published-language.md)); [asyncapi.json](asyncapi.json) is the same for machines
            (AsyncAPI 3.0 with JSON Schemas), and the [context map](../explanation/architecture.md#contexts) shows who
            sends to whom.

            A command travels through the exchange `<context>.commands` of the context that has to act, an event through
            `<context>.events` of the context in which it happened. The routing key is the message's name, and every queue
            is bound to one whole exchange. Fields and messages may be added at any time: readers ignore what they do not
            know.

            Messages that one transaction sends to one exchange travel together, up to 100 of them or 512 KiB: their content
            type is `application/cloudevents-batch+json`, their body a JSON array of envelopes, their routing key `batch`.
            Readers accept both forms; each message is handled, counted and parked as if it had come alone.

            """;

    private final Javadocs docs;
    private final ObjectNode document;
    private final StringBuilder page = new StringBuilder(HEAD);

    private MessagesPage(Javadocs docs, ObjectNode document) {
        this.docs = docs;
        this.document = document;
    }

    static String of(Javadocs docs, ObjectNode document) {
        var page = new MessagesPage(docs, document);
        page.line("## The envelope").schema(ENVELOPE);
        Language.contexts().forEach(page::context);
        page.shared();
        return page.page.toString();
    }

    private void context(String context) {
        line("## " + context).line(Objects.requireNonNullElse(docs.ofPackage("dev.waybill." + context), ""));
        list("Accepts", names(Language.messagesOf(context + ".commands")));
        list("Publishes", names(Language.messagesOf(context + ".events")));
        list("Asks all contexts", names(Language.messagesOf(context + ".questions")));
        list("Receives as answers", names(Language.messagesOf(context + ".answers")));
        list(
                "Subscribes to the events of",
                Topology.QUEUES.stream()
                        .filter(queue -> queue.context().equals(context))
                        .map(Topology.Queue::exchange)
                        .filter(exchange -> exchange.endsWith(".events"))
                        .map(Language::owner)
                        .map(MessagesPage::link)
                        .toList());
        page.append('\n');
        Language.messages()
                .filter(message -> Language.owner(message.exchange()).equals(context))
                .forEach(this::message);
    }

    private void message(MessageType message) {
        line("### " + message.name()).schema(message.name());
        line(
                message.isCommand()
                        ? "A command, sent by " + String.join(", ", message.senders()) + "."
                        : "An event, received by " + hearers(message.exchange()) + ".");
        JsonNode sample = document.at("/components/messages/" + message.name() + "/examples/0/payload/data");
        line("<details><summary>Sample</summary>")
                .line("```json\n" + sample.toPrettyString() + "\n```")
                .line("</details>");
    }

    /** The records that messages share, and those inside of one. */
    private void shared() {
        line("## Inside of messages");
        List<String> messages = Language.messages().map(MessageType::name).toList();
        document.at("/components/schemas").properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(ENVELOPE) && !messages.contains(name))
                .forEach(name -> line("### " + name).schema(name));
    }

    private void schema(String name) {
        JsonNode schema = document.at("/components/schemas/" + name);
        line(schema.path("description").asText());
        line(schema.has("enum") ? "One of " + FieldTable.type(schema) + "." : FieldTable.of(schema));
    }

    private static String hearers(String exchange) {
        List<String> hearers = Language.hearers(exchange);
        return hearers.isEmpty() ? "no context yet" : String.join(", ", hearers);
    }

    private static List<String> names(Stream<MessageType> messages) {
        return messages.map(MessageType::name).map(MessagesPage::link).toList();
    }

    private static String link(String heading) {
        return "[" + heading + "](#" + heading.toLowerCase(Locale.ROOT) + ")";
    }

    private void list(String title, List<String> entries) {
        if (!entries.isEmpty()) {
            page.append("- ")
                    .append(title)
                    .append(": ")
                    .append(String.join(", ", entries))
                    .append('\n');
        }
    }

    private MessagesPage line(String text) {
        page.append(text).append("\n\n");
        return this;
    }
}
