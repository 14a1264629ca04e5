package dev.waybill.platform.web;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What would be right in the place of a value that does not fit, in the client's words rather than in class names. */
final class ExpectedValue {

    private ExpectedValue() {}

    /** Such as "must be a whole number". */
    static String of(Class<?> type) {
        return "must be " + kind(type);
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Instant.class) {
            return "an instant with an offset, like \"2026-01-31T12:00:00Z\"";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
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
}
