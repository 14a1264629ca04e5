package dev.waybill.platform.messaging;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which messages travel by which exchange under which name; the queues that hear each exchange whole. */
public final class PublishedLanguage {

    /** A topic exchange with the sealed family of records that it carries. */
    public record Exchange(String name, Class<?> messages) {}

    /** A durable queue, bound to an exchange whole. */
    public record Queue(String name, String exchange) {}

    private final List<Exchange> exchanges;
    private final List<Queue> queues;
    private final Map<Class<?>, String> exchangeOf = new HashMap<>();
    private final Map<String, Class<?>> typeOf = new HashMap<>();

    public PublishedLanguage(List<Exchange> exchanges, List<Queue> queues) {
        this.exchanges = List.copyOf(exchanges);
        this.queues = List.copyOf(queues);
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

    public List<Exchange> exchanges() {
        return exchanges;
    }

    public List<Queue> queues() {
        return queues;
    }

    /** Whether any queue hears an exchange. */
    boolean isHeard(String exchange) {
        return queues.stream().anyMatch(queue -> queue.exchange().equals(exchange));
    }

    /** The exchange that a queue hears. */
    public String heardBy(String queue) {
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
}
