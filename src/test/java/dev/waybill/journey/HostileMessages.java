package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.waybill.contract.Message;
import dev.waybill.contract.Samples;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.personal.PersonalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes hostile variants of all messages of the published language; the same seed makes the same ones, but for the ids. */
final class HostileMessages {

    /** Stands in every personal text. */
    static final String SECRET = "Secret Street 7";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PERSONAL = List.of("name", "street", "city", "postalCode");
    private static final List<String> WORDS = List.of("", "\0", "\ud800", "a\nb", "x".repeat(300), "ü\u0007", "none");

    private record Type(String exchange, Class<?> message) {}

    private final List<Type> types = Topology.EXCHANGES.stream()
            .flatMap(exchange -> Stream.of(exchange.messages().getPermittedSubclasses())
                    .filter(Class::isRecord)
                    .map(type -> new Type(exchange.name(), type)))
            .toList();

    private final Random random;
    private final List<String> realOrders;
    private int made;

    /** @param realOrders have ended, so that the first message about each was counted by everybody */
    HostileMessages(long seed, List<String> realOrders) {
        this.random = new Random(seed);
        this.realOrders = realOrders;
    }

    /** So many messages; the kinds and types take turns, so that none is left out. */
    List<HostileMessage> next(int count) {
        List<HostileMessage> all = new ArrayList<>();
        while (all.size() < count) {
            Hostility kind = Hostility.values()[made % Hostility.values().length];
            if (kind != Hostility.OVERSIZED || made % 5 == 0) {
                all.addAll(make(kind, types.get(random.nextInt(types.size()))));
            }
            made++;
        }
        return all;
    }

    /** Whether every type of the language can be made. */
    int typeCount() {
        return types.size();
    }

    private List<HostileMessage> make(Hostility kind, Type type) {
        ObjectNode envelope = envelope(type);
        return switch (kind) {
            case UNKNOWN_SUBJECT -> List.of(message(kind, type, envelope));
            case TRUNCATED -> {
                String text = envelope.toString();
                yield List.of(message(kind, type, envelope, bytes(text.substring(0, random.nextInt(text.length())))));
            }
            case MISTYPED -> changed(kind, type, envelope, mistyped());
            case MISSING -> changed(kind, type, envelope, null);
            case NULLED -> changed(kind, type, envelope, JSON.nullNode());
            case DEEP -> raw(kind, type, envelope, "[".repeat(deep()) + "1" + "]".repeat(deep()));
            case HUGE -> raw(kind, type, envelope, huge());
            case UNATTRIBUTABLE -> unattributable(type, envelope);
            case WRONG_SOURCE -> List.of(message(kind, type, envelope.put("source", wrongSource(type))));
            case WRONG_ATTRIBUTE -> List.of(message(kind, type, wrongAttribute(envelope)));
            case WRONG_SEQUENCE -> wrongSequence(type, envelope);
            case WRONG_SUBJECT -> List.of(message(kind, type, envelope.put("subject", id())));
            case UNKNOWN_TYPE -> List.of(message(kind, type, envelope.put("type", "Of" + random.nextInt(9))));
            case REPEATED ->
                Stream.generate(() -> message(kind, type, envelope))
                        .limit(2 + random.nextInt(2))
                        .toList();
            case EARLY -> List.of(message(kind, type, envelope.put("sequence", early(envelope))));
            case SEEN_BEFORE -> List.of(message(kind, type, seenBefore(type, envelope)));
            case BATCH -> {
                ArrayNode batch = JSON.arrayNode().add(envelope).add(envelope(type));
                yield List.of(message(kind, type, envelope, bytes(batch.toString())));
            }
            case BYTES -> List.of(message(kind, type, envelope, noise(random.nextInt(300))));
            case ODD_HEADERS -> List.of(oddHeaders(type, envelope));
            case ODD_PROPERTIES -> List.of(oddProperties(type, envelope));
            case OVERSIZED -> List.of(message(kind, type, envelope, bytes(envelope + " ".repeat(1_100_000))));
        };
    }

    private String id() {
        return new UUID(UUID.randomUUID().getMostSignificantBits(), random.nextLong()).toString();
    }

    /** A first message about something new, with data of its type. */
    private ObjectNode envelope(Type type) {
        Message sample = (Message) Samples.of(type.message);
        ObjectNode data = PersonalJson.plain().build().valueToTree(sample);
        String subject = sample.subject();
        for (Map.Entry<String, JsonNode> field : List.copyOf(data.properties())) {
            if (field.getValue().isTextual()
                    && subject.endsWith(field.getValue().textValue())) {
                String own = id();
                subject = subject.replace(field.getValue().textValue(), own);
                data.put(field.getKey(), own);
                break;
            }
        }
        if (data.has("orderId") && !subject.equals(data.path("orderId").textValue())) {
            data.put("orderId", id());
        }
        hide(data);
        return JSON.objectNode()
                .put("specversion", "1.0")
                .put("id", id())
                .put("source", Topology.senders(type.exchange).iterator().next())
                .put("type", type.message.getSimpleName())
                .put("subject", subject)
                .put("time", Instant.now().toString())
                .put("sequence", 1)
                .set("data", data);
    }

    /** Puts the secret where personal data are. */
    private static void hide(JsonNode node) {
        if (node.path("shipTo") instanceof ObjectNode shipTo) {
            PERSONAL.forEach(field -> shipTo.put(field, SECRET));
        }
        if (node.path("attributes") instanceof ObjectNode attributes) {
            List.copyOf(attributes.properties()).forEach(field -> attributes.put(field.getKey(), SECRET));
        }
    }

    private HostileMessage message(Hostility kind, Type type, ObjectNode envelope) {
        return message(kind, type, envelope, bytes(envelope.toString()));
    }

    private HostileMessage message(Hostility kind, Type type, ObjectNode envelope, byte[] body) {
        return message(kind, type, envelope, body, properties());
    }

    private static HostileMessage message(
            Hostility kind, Type type, ObjectNode envelope, byte[] body, BasicProperties.Builder properties) {
        return new HostileMessage(
                kind, type.exchange, type.message.getSimpleName(), properties.build(), envelope.deepCopy(), body);
    }

    private BasicProperties.Builder properties() {
        return new BasicProperties.Builder()
                .messageId(id())
                .deliveryMode(2)
                .contentType("application/cloudevents+json");
    }

    /** Half a surrogate pair is no UTF-8, but JSON may escape it. */
    private static byte[] bytes(String text) {
        return text.replace("\ud800", "\\ud800").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** One field anywhere in the data is replaced, or removed. */
    private List<HostileMessage> changed(Hostility kind, Type type, ObjectNode envelope, JsonNode value) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(envelope.path("data"), objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        String field = name(object);
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value);
        }
        return List.of(message(kind, type, envelope));
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            objects.add(object);
        }
        node.forEach(inside -> collect(inside, objects));
    }

    private String name(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.get(random.nextInt(names.size()));
    }

    private JsonNode mistyped() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.numberNode(random.nextInt() - 1L);
            case 1 -> JSON.numberNode(Long.MIN_VALUE);
            case 2 -> JSON.numberNode(1.5);
            case 3 -> JSON.booleanNode(true);
            case 4 -> JSON.textNode(SECRET);
            case 5 -> JSON.arrayNode().add(SECRET);
            case 6 -> JSON.objectNode().put("$personal", SECRET);
            case 7 -> JSON.arrayNode().addNull();
            default -> JSON.textNode(WORDS.get(random.nextInt(WORDS.size())));
        };
    }

    /** The real tariff's next number would be mistaken for the real tariff. */
    private int early(ObjectNode envelope) {
        return envelope.path("subject").asText().startsWith("tariff") ? 1 : 2 + random.nextInt(50);
    }

    private int deep() {
        return 900; // deeper than is allowed; Jackson's own writer goes no deeper than 1,000
    }

    /** A field of the data gets a value that no tree holds. */
    private List<HostileMessage> raw(Hostility kind, Type type, ObjectNode envelope, String value) {
        ObjectNode data = (ObjectNode) envelope.path("data");
        data.put(name(data), "$here");
        return List.of(message(kind, type, envelope, bytes(envelope.toString().replace("\"$here\"", value))));
    }

    private String huge() {
        return switch (random.nextInt(6)) {
            case 0 -> "\"" + "x".repeat(300_000) + "\"";
            case 1 -> "\"" + "y".repeat(100_000) + "\"";
            case 2 -> "[" + "1,".repeat(100_000) + "1]";
            case 3 -> "9".repeat(1_000);
            case 4 -> "1e999999999";
            default -> "-1e-999999999";
        };
    }

    private List<HostileMessage> unattributable(Type type, ObjectNode envelope) {
        ObjectNode data = (ObjectNode) envelope.path("data");
        switch (random.nextInt(5)) {
            case 0 -> data.remove("customerId");
            case 1 -> data.put("customerId", random.nextInt());
            case 2 -> data.putArray("customerId").add("ada");
            case 3 -> data.put("customerId", "c".repeat(5_000));
            default -> data.put("customerId", WORDS.get(random.nextInt(WORDS.size())));
        }
        return List.of(message(Hostility.UNATTRIBUTABLE, type, envelope));
    }

    private String wrongSource(Type type) {
        List<String> wrong = Stream.of("order", "billing", "shipping", "desk", "nowhere", SECRET)
                .filter(source -> !Topology.senders(type.exchange).contains(source))
                .toList();
        return wrong.get(random.nextInt(wrong.size()));
    }

    private ObjectNode wrongAttribute(ObjectNode envelope) {
        List<String> needed = List.of("specversion", "id", "source", "type", "subject", "time");
        String attribute = needed.get(random.nextInt(needed.size()));
        switch (random.nextInt(4)) {
            case 0 -> envelope.remove(attribute);
            case 1 -> envelope.put(attribute, random.nextInt());
            case 2 -> envelope.putObject(attribute).put("a", 1);
            default ->
                envelope.put(
                        attribute,
                        List.of("", "\0", "\ud800", "a\nb", "x".repeat(300)).get(random.nextInt(5)));
        }
        return envelope;
    }

    private List<HostileMessage> wrongSequence(Type type, ObjectNode envelope) {
        String sequence = List.of(
                        "0", "-1", "1.5", "\"1\"", "true", "[1]", "1e30", "9223372036854775807", "99999999999999999999")
                .get(random.nextInt(9));
        String text = envelope.put("sequence", 4711).toString().replace(":4711", ":" + sequence);
        return List.of(message(Hostility.WRONG_SEQUENCE, type, envelope, bytes(text)));
    }

    private ObjectNode seenBefore(Type type, ObjectNode envelope) {
        String real = realOrders.get(random.nextInt(realOrders.size()));
        String before = envelope.path("subject").textValue();
        JsonNode data = envelope.path("data");
        for (Map.Entry<String, JsonNode> field : List.copyOf(data.properties())) {
            if (field.getValue().asText().equals(before)) {
                ((ObjectNode) data).put(field.getKey(), real);
            }
        }
        return envelope.put("subject", real);
    }

    private HostileMessage oddHeaders(Type type, ObjectNode envelope) {
        Map<String, Object> headers = new HashMap<>();
        switch (random.nextInt(6)) {
            case 0 -> headers.put("x-death", List.of("a", 1));
            case 1 -> headers.put("x-death", List.of(Map.of("count", "many")));
            case 2 -> headers.put("bytes", noise(10_000));
            case 3 -> {
                Object nested = SECRET;
                for (int depth = 0; depth < 400; depth++) {
                    nested = random.nextBoolean() ? Map.of("t", nested) : Arrays.asList(nested, null);
                }
                headers.put("nested", nested);
            }
            case 4 -> {
                for (int header = 0; header < 500; header++) {
                    headers.put("h" + header, SECRET + "\0\n".repeat(20));
                }
            }
            default -> {
                headers.put("retry-count", SECRET);
                headers.put("x-delay", SECRET);
                headers.put("exchange", new Date(0));
                headers.put("content_type", true);
                headers.put("nothing", null);
            }
        }
        return message(
                Hostility.ODD_HEADERS,
                type,
                envelope,
                bytes(envelope.toString()),
                properties().headers(headers));
    }

    private HostileMessage oddProperties(Type type, ObjectNode envelope) {
        BasicProperties.Builder properties = properties()
                .contentType(random.nextBoolean() ? null : "application/cloudevents-batch+json")
                .contentEncoding(random.nextBoolean() ? null : "gzip")
                .deliveryMode(random.nextBoolean() ? null : 2)
                .priority(255)
                .type(SECRET)
                .timestamp(new Date(Long.MAX_VALUE / 1_000))
                .correlationId("c".repeat(255))
                .replyTo("no.such.queue");
        return message(Hostility.ODD_PROPERTIES, type, envelope, bytes(envelope.toString()), properties);
    }
}
