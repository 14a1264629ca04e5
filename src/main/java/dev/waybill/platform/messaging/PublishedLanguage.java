package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.Initiator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which messages travel by which exchange under which name, and the queues that subscribe to each exchange as a whole. */
public final class PublishedLanguage {

    /** A topic exchange with the sealed family of records that it carries, and the contexts that may send them. */
    public record Exchange(String name, Class<?> messages, Set<String> senders) {}

    /** A durable queue, bound to an exchange whole. */
    public record Queue(String name, String exchange) {}

    private final List<Exchange> exchanges;
    private final List<Queue> queues;
    private final Function<Object, String> subjectOf;
    private final String ownerField;
    private final Map<Class<?>, String> exchangeOf = new HashMap<>();
    private final Map<String, Class<?>> typeOf = new HashMap<>();

    /**
     * The language of all contexts.
     *
     * @param subjectOf what a message is about
     * @param ownerField the field, at any depth of any message, that names whose personal data the message carries
     */
    public PublishedLanguage(
            List<Exchange> exchanges, List<Queue> queues, Function<Object, String> subjectOf, String ownerField) {
        this.exchanges = List.copyOf(exchanges);
        this.queues = List.copyOf(queues);
        this.subjectOf = subjectOf;
        this.ownerField = ownerField;
        for (Exchange exchange : exchanges) {
            Arrays.stream(exchange.messages().getPermittedSubclasses())
                    .filter(Class::isRecord)
                    .filter(type -> exchange.messages().isAssignableFrom(type))
                    .forEach(type -> {
                        exchangeOf.put(type, exchange.name());
                        typeOf.put(exchange.name() + "/" + type.getSimpleName(), type);
                    });
        }
    }

    public List<Queue> queues() {
        return queues;
    }

    /** Whether any queue is bound to an exchange. */
    boolean hasSubscriber(String exchange) {
        return queues.stream().anyMatch(queue -> queue.exchange().equals(exchange));
    }

    /** The exchange that a queue is bound to. */
    String exchangeBoundTo(String queue) {
        return queues.stream()
                .filter(candidate -> candidate.name().equals(queue))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no queue " + queue + " in the topology"))
                .exchange();
    }

    String exchangeOf(Object message) {
        String exchange = exchangeOf.get(message.getClass());
        if (exchange == null) {
            throw new IllegalArgumentException(message.getClass() + " is no message of the published language");
        }
        return exchange;
    }

    /** The class of a message on an exchange; null for a name that this release does not know. */
    @Nullable
    Class<?> typeOf(String exchange, String name) {
        return typeOf.get(exchange + "/" + name);
    }

    /** Throws where an exchange carries no message of a type. */
    void checkCarries(String exchange, Class<?> type) {
        if (typeOf.entrySet().stream()
                .noneMatch(known ->
                        known.getKey().startsWith(exchange + "/") && type.isAssignableFrom(known.getValue()))) {
            throw new IllegalArgumentException(exchange + " carries no " + type.getSimpleName());
        }
    }

    /** The contexts that may send messages by an exchange. */
    Set<String> senders(String exchange) {
        return exchanges.stream()
                .filter(candidate -> candidate.name().equals(exchange))
                .findFirst()
                .map(Exchange::senders)
                .orElse(Set.of());
    }

    /**
     * Who causes what the handling of a message leads to: for a command or a question the one who caused it. Events and
     * answers only report something, so what follows from them is Waybill's own doing.
     */
    Initiator initiatorBehind(Envelope envelope, String exchange) {
        boolean asks = exchange.endsWith(".commands") || exchange.endsWith(".questions");
        return asks ? envelope.initiator() : Initiator.SYSTEM;
    }

    /** The field of a message that names whose personal data it carries. */
    String ownerField() {
        return ownerField;
    }

    /** What a message is about. */
    String subjectOf(Object message) {
        return subjectOf.apply(message);
    }
}
