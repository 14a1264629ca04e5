package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What would be right where JSON does not fit, in the caller's words rather than in class names. */
final class JsonMessages {

    private JsonMessages() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case InvalidFormatException format
            when format.getTargetType() == Instant.class -> "must be an instant like \"2026-01-31T12:00:00Z\"";
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> "must be " + kind(mismatch.getTargetType());
            case JsonProcessingException json -> "does not fit: " + json.getOriginalMessage();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == String.class) {
            return "a text";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : "an object" + described(type);
    }

    private static String described(Class<?> type) {
        return type.isRecord()
                ? " with "
                        + Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getName)
                                .collect(Collectors.joining(", "))
                : "";
    }

    /** The field that a document gives twice, if that is what broke it. */
    static Optional<String> duplicate(JsonProcessingException broken) {
        return broken.getOriginalMessage().startsWith("Duplicate field")
                        && broken.getProcessor() instanceof JsonParser parser
                ? Optional.ofNullable(parser.getParsingContext().getCurrentName())
                : Optional.empty();
    }
}
