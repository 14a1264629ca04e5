package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.waybill.platform.personal.PersonalJson;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that the broker delivers: nesting, names, texts and numbers are bounded, a value has the type that its
 * record names, and nothing of the content gets into the description of what is wrong with it.
 */
final class MessageJson {

    private static final int DEPTH = 50;
    private static final int NAME = 1_000;
    private static final int TEXT = 256 * 1024;
    private static final int NUMBER = 50;
    private static final String SAFE_NAME = "[A-Za-z][A-Za-z0-9]{0,40}";

    private static final ObjectMapper JSON = strict();

    private MessageJson() {}

    private static ObjectMapper strict() {
        ObjectMapper json = PersonalJson.plain()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxNameLength(NAME)
                        .maxStringLength(TEXT)
                        .maxNumberLength(NUMBER)
                        .build());
        return json;
    }

    /** A text as JSON; an empty one is JSON without anything in it. */
    static JsonNode tree(String text) throws UnreadableMessage {
        try {
            return JSON.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new UnreadableMessage("is no JSON: " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("is no JSON: " + place(e), e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "a name is there twice"
                : "it cannot be read at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /** The data as a record; null for the JSON null. */
    static <T> @Nullable T read(JsonNode data, Class<T> type) throws UnreadableMessage {
        try {
            return JSON.treeToValue(data, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("is no " + type.getSimpleName() + mismatch(e), e);
        }
    }

    /** Where and what, without the value that was there. */
    private static String mismatch(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return "";
        }
        String path = mapping.getPath().stream().map(MessageJson::step).collect(Collectors.joining("."));
        Class<?> wanted = wanted(mapping);
        return ": " + path + (wanted == null ? " is something else" : " is no " + wanted.getSimpleName());
    }

    private static String step(JsonMappingException.Reference step) {
        boolean ours = !(step.getFrom() instanceof Map)
                && step.getFieldName() != null
                && step.getFieldName().matches(SAFE_NAME);
        return ours ? step.getFieldName() : step.getIndex() >= 0 ? String.valueOf(step.getIndex()) : "*";
    }

    private static @Nullable Class<?> wanted(JsonMappingException failure) {
        return switch (failure) {
            case ValueInstantiationException value -> value.getType().getRawClass();
            case MismatchedInputException input -> input.getTargetType();
            default -> null;
        };
    }

    /** What neither the store nor a calculation supports, although it is JSON; null when there is nothing of the kind. */
    static @Nullable String unsupported(JsonNode node) {
        if (node.isTextual()) {
            return Texts.isStorable(node.textValue()) ? null : "has a text with a NUL or with half a surrogate pair";
        }
        if (node.isNumber()) {
            return isBounded(node.decimalValue()) ? null : "has a number without bounds";
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!Texts.isStorable(field.getKey())) {
                return "has a name with a NUL or with half a surrogate pair";
            }
        }
        for (JsonNode inside : node) {
            String found = unsupported(inside);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isBounded(BigDecimal number) {
        return Math.abs((long) number.scale()) <= NUMBER && number.precision() <= NUMBER;
    }
}
