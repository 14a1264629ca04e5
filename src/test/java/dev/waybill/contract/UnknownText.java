package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.personal.PersonalJson;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A sample of a message in which one text is of a later release: a status, a purpose, a reason or the like. There is one for
 * each such text of the published language.
 *
 * @param path of the text within the data
 */
public record UnknownText(String exchange, Class<?> type, String path, JsonNode data) {

    /** The text that no release knows. */
    public static final String TEXT = "NOT_KNOWN_YET";

    private static final Set<String> NAMES =
            Set.of("status", "action", "purpose", "choices", "reason", "kind", "invariant", "repair");
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    /** All of them. */
    public static Stream<UnknownText> all() {
        return Topology.EXCHANGES.stream()
                .flatMap(exchange -> Arrays.stream(exchange.messages().getPermittedSubclasses())
                        .filter(exchange.messages()::isAssignableFrom)
                        .flatMap(type -> of(exchange.name(), type)));
    }

    private static Stream<UnknownText> of(String exchange, Class<?> type) {
        JsonNode data = JSON.valueToTree(Samples.of(type));
        return pointers("", data).map(path -> new UnknownText(exchange, type, path, with(data.deepCopy(), path)));
    }

    /** What the message is about. */
    public String subject() {
        return ((Message) JSON.convertValue(data, type)).subject();
    }

    private static Stream<String> pointers(String path, JsonNode node) {
        Stream<String> fields = node.properties().stream()
                .flatMap(field -> NAMES.contains(field.getKey()) && isText(field)
                        ? Stream.of(path + "/" + field.getKey())
                        : pointers(path + "/" + field.getKey(), field.getValue()));
        Stream<String> elements = node.isArray() && !node.isEmpty() ? pointers(path + "/0", node.get(0)) : Stream.of();
        return Stream.concat(fields, elements);
    }

    private static boolean isText(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        return value.isTextual() || value.isArray() && value.path(0).isTextual();
    }

    private static JsonNode with(JsonNode data, String path) {
        int name = path.lastIndexOf('/');
        var owner = (ObjectNode) data.at(path.substring(0, name));
        if (data.at(path) instanceof ArrayNode texts) {
            texts.removeAll().add(TEXT);
        } else {
            owner.put(path.substring(name + 1), TEXT);
        }
        return data;
    }

    @Override
    public String toString() {
        return type.getSimpleName() + path;
    }
}
