package dev.waybill.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;

/** The fields of a JSON Schema as a Markdown table. */
final class FieldTable {

    private FieldTable() {}

    static String of(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(field -> "| `%s` | %s%s | %s|"
                        .formatted(
                                field.getKey(),
                                type(field.getValue()),
                                isRequired(schema, field.getKey()) ? "" : ", optional",
                                meaning(field.getValue())))
                .collect(Collectors.joining("\n", "| field | type | |\n| --- | --- | --- |\n", ""));
    }

    /** A type in words, with a link where it has fields of its own. */
    static String type(JsonNode schema) {
        if (schema.has("allOf")) {
            return type(schema.at("/allOf/0"));
        } else if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceFirst(".*/", "");
            return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
        } else if (schema.has("enum")) {
            return schema.path("enum")
                    .valueStream()
                    .map(constant -> "`" + constant.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return switch (schema.path("type").asText()) {
            case "string" -> schema.path("format").asText().equals("date-time") ? "instant" : "text";
            case "integer" -> "whole number";
            case "number" -> "decimal number";
            case "array" -> "list of " + type(schema.path("items"));
            case "object" -> "any names, each with a " + type(schema.path("additionalProperties"));
            default -> "any";
        };
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return schema.path("required")
                .valueStream()
                .anyMatch(name -> name.asText().equals(field));
    }

    private static String meaning(JsonNode schema) {
        JsonNode own = schema.has("allOf") ? schema.at("/allOf/1") : schema;
        String meaning = schema.has("$ref") ? "" : own.path("description").asText();
        return meaning.isEmpty() ? "" : meaning + " ";
    }
}
