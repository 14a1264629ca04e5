package dev.waybill.contract.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.waybill.contract.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topology as RabbitMQ's definitions, with a user per context that can read its own queues, write to the exchanges
 * that it publishes to, and declare nothing: only the desk declares queues, for the answers to its own questions.
 */
final class BrokerDefinitions {

    private static final String VHOST = "/";
    private static final String USER = "waybill_";
    private static final String ANSWERS = "desk.answers";

    private BrokerDefinitions() {}

    static String document() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("vhosts", List.of(Map.of("name", VHOST)));
        all.put(
                "users",
                Language.contexts().stream().map(BrokerDefinitions::user).toList());
        all.put(
                "permissions",
                Language.contexts().stream().map(BrokerDefinitions::permissions).toList());
        all.put(
                "exchanges",
                Topology.EXCHANGES.stream().map(BrokerDefinitions::exchange).toList());
        all.put("queues", Topology.QUEUES.stream().map(BrokerDefinitions::queue).toList());
        all.put(
                "bindings",
                Topology.QUEUES.stream().map(BrokerDefinitions::binding).toList());
        try {
            return new ObjectMapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No login succeeds with an empty hash; the password is set apart from this document. */
    private static Map<String, Object> user(String context) {
        return ordered("name", USER + context, "password_hash", "", "tags", "");
    }

    private static Map<String, Object> permissions(String context) {
        boolean asks = context.equals(Language.owner(ANSWERS));
        List<String> own = asks ? List.of(literal(Topology.answerQueues()) + ".*") : List.of();
        List<String> answers = asks ? List.of(literal(ANSWERS)) : List.of();
        return ordered(
                "user", USER + context,
                "vhost", VHOST,
                "configure", anyOf(own),
                "write", anyOf(publishedBy(context), own),
                "read", anyOf(queuesOf(context), answers, own));
    }

    private static List<String> publishedBy(String context) {
        return Topology.EXCHANGES.stream()
                .map(Topology.Exchange::name)
                .filter(exchange -> Language.messagesOf(exchange)
                        .anyMatch(message -> message.senders().contains(context)))
                .map(BrokerDefinitions::literal)
                .toList();
    }

    private static List<String> queuesOf(String context) {
        return Topology.QUEUES.stream()
                .filter(queue -> queue.context().equals(context))
                .map(queue -> literal(queue.name()))
                .toList();
    }

    /** A regular expression for names that are like one of these. */
    @SafeVarargs
    private static String anyOf(List<String>... patterns) {
        return Stream.of(patterns).flatMap(List::stream).collect(Collectors.joining("|", "^(", ")$"));
    }

    private static String literal(String name) {
        return name.replace(".", "\\.");
    }

    private static Map<String, Object> exchange(Topology.Exchange exchange) {
        return ordered(
                "name",
                exchange.name(),
                "vhost",
                VHOST,
                "type",
                "topic",
                "durable",
                true,
                "auto_delete",
                false,
                "internal",
                false,
                "arguments",
                Map.of());
    }

    private static Map<String, Object> queue(Topology.Queue queue) {
        return ordered(
                "name",
                queue.name(),
                "vhost",
                VHOST,
                "durable",
                true,
                "auto_delete",
                false,
                "arguments",
                Map.of("x-queue-type", "quorum"));
    }

    private static Map<String, Object> binding(Topology.Queue queue) {
        return ordered(
                "source",
                queue.exchange(),
                "vhost",
                VHOST,
                "destination",
                queue.name(),
                "destination_type",
                "queue",
                "routing_key",
                "#",
                "arguments",
                Map.of());
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int n = 0; n < pairs.length; n += 2) {
            all.put((String) pairs[n], pairs[n + 1]);
        }
        return all;
    }
}
