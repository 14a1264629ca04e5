package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Bodies that an operation accepts by its description, and each place in them where there is a text. */
final class SampleBody {

    /** What the schema cannot express. */
    /** Of all addresses: one where a postal code may be left out. */
    static final String COUNTRY = "HK";

    private static final Map<String, String> TEXTS = Map.of(
            "amount",
            "1.00",
            "currency",
            "EUR",
            "sku",
            "MUG",
            "email",
            "ada@example.org",
            "customerId",
            "ada",
            "code",
            "TENOFF",
            "paymentMethod",
            "pm_card_visa",
            "country",
            COUNTRY);

    /** A body with another text in one place; {@code field} is how a problem names that place. */
    record Changed(String field, JsonNode body, JsonNode before, String place) {

        /** Whether a name was added, rather than a value replaced. */
        boolean isName() {
            return before.isMissingNode();
        }

        /** The body with yet another value there. */
        JsonNode with(JsonNode value) {
            return replaced(body, place, value);
        }
    }

    /** In each map there is one entry, of that name. */
    private static final String NAME = "DE";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ApiDescription api;
    private final boolean whole;

    private SampleBody(ApiDescription api, boolean whole) {
        this.api = api;
        this.whole = whole;
    }

    /** Bodies with every field. */
    static SampleBody whole(ApiDescription api) {
        return new SampleBody(api, true);
    }

    /** Bodies without what may be left out. */
    static SampleBody smallest(ApiDescription api) {
        return new SampleBody(api, false);
    }

    /** A body, or nothing where the operation takes none. */
    Optional<JsonNode> of(ApiDescription.Operation operation) {
        if (!operation.takesBody()) {
            return Optional.empty();
        }
        JsonNode body = sample("", operation.described().at("/requestBody/content/application~1json/schema"));
        if (operation.path().equals("/api/erasures") && body instanceof ObjectNode erased) {
            erased.put("customerId", UUID.randomUUID().toString()); // the other bodies' customer is still needed
        }
        return Optional.of(body);
    }

    private JsonNode sample(String name, JsonNode reference) {
        JsonNode schema = api.resolved(reference);
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema);
            case "array" -> JSON.arrayNode().add(sample(name, schema.path("items")));
            case "integer" -> JSON.numberNode(Math.max(1, schema.path("minimum").asInt()));
            case "number" -> JSON.numberNode(10);
            case "boolean" -> JSON.booleanNode(true);
            case "string" -> JSON.textNode(text(name, schema));
            default -> throw new AssertionError("no sample of " + schema);
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().stream()
                .filter(field -> whole || isRequired(schema, field.getKey()))
                .forEach(field -> object.set(field.getKey(), sample(field.getKey(), field.getValue())));
        if (schema.has("additionalProperties")
                && schema.get("additionalProperties").isObject()) {
            object.set(NAME, sample("", schema.get("additionalProperties")));
        }
        return object;
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(required -> required.asText().equals(field));
    }

    private static String text(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0).asText();
        }
        if (schema.path("format").asText().equals("date-time")) {
            return "2030-01-31T12:00:00Z";
        }
        return TEXTS.getOrDefault(name, schema.has("pattern") ? "DE" : "a text");
    }

    /** The body with that text in the place of each of its texts, of a name in each of its maps and in itself. */
    List<Changed> withTextEverywhere(ApiDescription.Operation operation, String text) {
        List<Changed> changed = new ArrayList<>();
        of(operation).ifPresent(body -> {
            places("", body).stream()
                    .filter(place -> body.at(place).isTextual())
                    .forEach(place -> changed.add(changed(body, place, JSON.textNode(text))));
            names("", body)
                    .forEach(map ->
                            changed.add(new Changed(field(map), named(body, map, text), JSON.missingNode(), map)));
        });
        return changed;
    }

    /** The body with that value in the place of each of its values, which may be objects and lists. */
    List<Changed> withEverywhere(ApiDescription.Operation operation, JsonNode value) {
        return of(operation).stream()
                .flatMap(body -> places("", body).stream()
                        .filter(place -> !place.isEmpty())
                        .map(place -> changed(body, place, value)))
                .toList();
    }

    private static Changed changed(JsonNode body, String place, JsonNode value) {
        return new Changed(field(place), replaced(body, place, value), body.at(place), place);
    }

    /** Whether JSON has one type for both; the contents of lists and objects do not matter. */
    static boolean sameType(JsonNode one, JsonNode other) {
        return one.getNodeType() == other.getNodeType();
    }

    /** JSON pointers of all values, the body itself among them. */
    private static List<String> places(String at, JsonNode node) {
        List<String> places = new ArrayList<>(List.of(at));
        node.properties().forEach(field -> places.addAll(places(at + "/" + field.getKey(), field.getValue())));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            places.addAll(places(at + "/" + index, node.get(index)));
        }
        return places;
    }

    /** JSON pointers of the whole body and of each map in it. */
    private static List<String> names(String at, JsonNode node) {
        List<String> names = new ArrayList<>();
        if (at.isEmpty() || node.has(NAME)) {
            names.add(at);
        }
        node.properties().forEach(field -> names.addAll(names(at + "/" + field.getKey(), field.getValue())));
        return names;
    }

    private static JsonNode named(JsonNode body, String map, String name) {
        JsonNode copy = body.deepCopy();
        if (copy.at(map) instanceof ObjectNode object) {
            object.put(name, 1);
        }
        return copy;
    }

    private static String field(String place) {
        return place.isEmpty()
                ? "body"
                : place.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }

    private static JsonNode replaced(JsonNode body, String place, JsonNode value) {
        JsonNode copy = body.deepCopy();
        int last = place.lastIndexOf('/');
        switch (copy.at(place.substring(0, last))) {
            case ObjectNode object -> object.set(place.substring(last + 1), value);
            case ArrayNode array -> array.set(Integer.parseInt(place.substring(last + 1)), value);
            default -> throw new AssertionError("no value is at " + place);
        }
        return copy;
    }
}
