package dev.waybill.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a JSON body in other ways, of which some mean the same: keys in another order, numbers as 1.0, what is empty as
 * null or absent. Whether two bodies are equal is defined here by itself, for tests of what recognises repeated requests.
 */
public final class JsonVariants {

    private final Random random;
    private final List<String> texts;
    private final List<String> optionalTexts;

    /** @param texts what a text is changed to; few, so that a change often changes nothing */
    public JsonVariants(Random random, List<String> texts, List<String> optionalTexts) {
        this.random = random;
        this.texts = texts;
        this.optionalTexts = optionalTexts;
    }

    /** Whether two JSON values are equal: by value, without an order of keys, absent being the same as null and empty. */
    public static boolean equal(JsonNode one, JsonNode other) {
        if (isEmpty(one) || isEmpty(other)) {
            return isEmpty(one) && isEmpty(other);
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            boolean equal = one.size() == other.size();
            for (int n = 0; equal && n < one.size(); n++) {
                equal = equal(one.get(n), other.get(n));
            }
            return equal;
        }
        if (one.isObject() && other.isObject()) {
            List<String> names = new ArrayList<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            return names.stream().allMatch(name -> equal(one.path(name), other.path(name)));
        }
        return one.equals(other);
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isObject() && node.properties().stream().allMatch(field -> isEmpty(field.getValue()));
    }

    /** The body written otherwise, with a few of its values changed or none. */
    public ObjectNode of(ObjectNode body) {
        ObjectNode variant = body.deepCopy();
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            change(variant);
        }
        return (ObjectNode) rewritten(variant);
    }

    private void change(ObjectNode body) {
        List<ObjectNode> objects = new ArrayList<>(List.of(body));
        body.findParents("sku").forEach(item -> objects.add((ObjectNode) item));
        for (String nested : List.of("shipTo", "attributes", "quotedTotal")) {
            if (body.path(nested) instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        ObjectNode changed = objects.get(random.nextInt(objects.size()));
        List<Map.Entry<String, JsonNode>> values = changed.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .toList();
        if (values.isEmpty()) {
            changed.put(any(texts), any(texts));
            return;
        }
        var field = values.get(random.nextInt(values.size()));
        if (field.getValue().isNumber()) {
            changed.put(field.getKey(), 1 + random.nextInt(3));
        } else if (field.getKey().equals("amount")) {
            changed.put(field.getKey(), any(List.of("1.00", "2.00")));
        } else if (changed == body.path("attributes") && random.nextBoolean()) {
            changed.remove(field.getKey());
        } else if (changed != body.path("quotedTotal")) {
            changed.put(field.getKey(), any(texts));
        }
        if (random.nextInt(4) == 0) {
            String optional = any(optionalTexts);
            if (body.has(optional)) {
                body.remove(optional);
            } else {
                body.put(optional, any(texts));
            }
        }
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** The same value in another notation. */
    private JsonNode rewritten(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return random.nextBoolean() ? node : DecimalNode.valueOf(number.setScale(number.scale() + 1));
        }
        if (node instanceof ArrayNode list) {
            ArrayNode rewritten = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> rewritten.add(rewritten(element)));
            return rewritten;
        }
        if (node instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
            Collections.shuffle(fields, random);
            ObjectNode rewritten = JsonNodeFactory.instance.objectNode();
            fields.forEach(field -> rewritten.set(field.getKey(), rewritten(field.getValue())));
            if (object.has("shipTo")) {
                emptyOtherwise(rewritten);
            }
            return rewritten;
        }
        return node;
    }

    private void emptyOtherwise(ObjectNode body) {
        optionalTexts.stream()
                .filter(name -> !body.has(name) && random.nextBoolean())
                .forEach(name -> body.set(name, NullNode.instance));
        if (body.path("attributes").isEmpty()) {
            switch (random.nextInt(3)) {
                case 0 -> body.remove("attributes");
                case 1 -> body.putNull("attributes");
                default -> body.putObject("attributes");
            }
        }
    }
}
