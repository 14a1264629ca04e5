package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The API as the running product describes it, and what answers have to be like by that. */
final class ApiDescription {

    private static final String DOCUMENT = "urn:waybill:openapi";

    /** A method on a path template. */
    record Operation(String method, String path, JsonNode described) {

        /** The names of its path's variables. */
        List<String> variables() {
            return parameters("path");
        }

        List<String> parameters(String in) {
            List<String> names = new ArrayList<>();
            for (JsonNode parameter : described.path("parameters")) {
                if (parameter.path("in").asText().equals(in)) {
                    names.add(parameter.path("name").asText());
                }
            }
            return names;
        }

        /** What the address must have behind its path: each required parameter of the query with that value; perhaps empty. */
        String requiredQuery(String value) {
            StringBuilder query = new StringBuilder();
            for (JsonNode parameter : described.path("parameters")) {
                if (parameter.path("in").asText().equals("query")
                        && parameter.path("required").asBoolean()) {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(parameter.path("name").asText())
                            .append('=')
                            .append(value);
                }
            }
            return query.toString();
        }

        boolean isChange() {
            return !method.equals("GET");
        }

        boolean takesBody() {
            return described.has("requestBody");
        }

        Set<String> statuses() {
            Set<String> statuses = new TreeSet<>();
            described.path("responses").fieldNames().forEachRemaining(statuses::add);
            return statuses;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode document;
    private final SchemaRegistry closed;

    private ApiDescription(JsonNode document) {
        this.document = document;
        ObjectNode strict = document.deepCopy();
        strict.at("/components/schemas").properties().stream()
                .filter(schema -> !schema.getKey().equals("Problem"))
                .forEach(schema -> close(schema.getValue()));
        this.closed = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(Map.of(DOCUMENT, strict.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** As the running product describes it to any user. */
    static ApiDescription of(Shop shop) {
        Shop.Answer document = shop.get("/v3/api-docs");
        if (document.status() != 200) {
            throw new AssertionError("there is no document: " + document);
        }
        return new ApiDescription(document.json());
    }

    /** A field that the document does not name is a mistake in the document. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    Operation operation(String method, String path) {
        return operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the document has no " + method + " " + path));
    }

    /** A definition in place of a reference to it. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with an answer by the document: a status, type or field that is not described; empty for nothing. */
    List<String> wrong(Operation operation, Shop.Answer answer) {
        JsonNode described = resolved(operation.described().path("responses").path(String.valueOf(answer.status())));
        if (described.isMissingNode()) {
            return List.of("the status " + answer.status() + " is not described: " + answer.body());
        }
        if (!described.has("content")) {
            return answer.body().isEmpty() ? List.of() : List.of("no body is described: " + answer.body());
        }
        String type = answer.contentType().replaceFirst(";.*", "");
        String place = pointer(operation, answer.status()) + "/content/" + type.replace("/", "~1") + "/schema";
        if (document.at(place).isMissingNode()) {
            return List.of("the type " + type + " is not described for " + answer.status());
        }
        return type.endsWith("json") ? wrong(place, answer.json()) : List.of();
    }

    private String pointer(Operation operation, int status) {
        String place = "/paths/" + operation.path().replace("/", "~1") + "/"
                + operation.method().toLowerCase(Locale.ROOT) + "/responses/" + status;
        JsonNode described = document.at(place);
        return described.has("$ref") ? described.path("$ref").asText().substring(1) : place;
    }

    private List<String> wrong(String place, JsonNode body) {
        String fragment = place.replace("{", "%7B").replace("}", "%7D");
        return closed.getSchema(SchemaLocation.of(DOCUMENT + "#" + fragment)).validate(body).stream()
                .map(Error::toString)
                .toList();
    }
}
