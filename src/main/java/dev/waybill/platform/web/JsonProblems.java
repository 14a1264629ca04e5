package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a body that could not be read: in which place, and what would be right. The parser's own words stay here,
 * as they name classes.
 *
 * <p>A record of a body may refuse its values: by an {@link IllegalArgumentException} what is malformed (400), by a
 * {@link NoSuchElementException} what is well-formed but does not exist (422). The message begins with the name of the
 * component and goes on like "must be …".
 */
final class JsonProblems {

    private static final String BODY = "body";

    private JsonProblems() {}

    static ProblemException of(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                ProblemException.invalid(
                        JsonPath.of(unknown), "is unknown here; known are " + unknown.getKnownPropertyIds());
            case ValueInstantiationException refused
            when refused.getCause() instanceof RuntimeException rule -> refused(refused, rule);
            case MismatchedInputException mismatch -> mismatched(mismatch);
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamConstraintsException ->
                ProblemException.invalid(JsonPath.of(mapping), JsonLimits.RULE);
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException broken -> of(broken);
            case JsonMappingException mapping -> ProblemException.invalid(JsonPath.of(mapping), "does not fit here");
            case StreamConstraintsException large -> ProblemException.invalid(BODY, JsonLimits.RULE);
            case JsonProcessingException broken -> broken(broken);
            case null, default -> ProblemException.invalid(BODY, "must be a JSON document in UTF-8");
        };
    }

    private static ProblemException refused(ValueInstantiationException refused, RuntimeException rule) {
        String message = String.valueOf(rule.getMessage());
        String component = message.replaceFirst(" .*", "");
        Class<?> type = refused.getType().getRawClass();
        if (!hasComponent(type, component)) {
            return ProblemException.invalid(JsonPath.of(refused), ExpectedValue.of(type));
        }
        String field = JsonPath.of(refused, component);
        String rest = message.substring(component.length() + 1);
        return rule instanceof NoSuchElementException
                ? ProblemException.unprocessable("unknown-" + component, field + " " + rest, field)
                : ProblemException.invalid(field, rest);
    }

    private static boolean hasComponent(Class<?> type, String name) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(name));
    }

    private static ProblemException mismatched(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        String message = String.valueOf(mismatch.getOriginalMessage());
        if (type == null || message.startsWith("Trailing token")) {
            return ProblemException.invalid(BODY, "must be one JSON document, with nothing behind it");
        }
        return ProblemException.invalid(JsonPath.of(mismatch), ExpectedValue.of(type));
    }

    private static ProblemException broken(JsonProcessingException broken) {
        if (broken.getOriginalMessage().startsWith("Duplicate field")
                && broken.getProcessor() instanceof JsonParser parser) {
            return ProblemException.invalid(JsonPath.of(parser.getParsingContext()), "is given twice");
        }
        JsonLocation at = broken.getLocation();
        return ProblemException.invalid(
                BODY,
                "is no valid JSON" + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
    }
}
