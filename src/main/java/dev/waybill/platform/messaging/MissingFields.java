package dev.waybill.platform.messaging;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields that a message's record requires and its sender left out: JSON has no required fields, and an absent one
 * would otherwise surface as null in the code that relies on it, long after the message was accepted.
 */
final class MissingFields {

    private MissingFields() {}

    /** The path of the first missing field; null when there is none. */
    static @Nullable String in(Object value) {
        return switch (value) {
            case Record message -> in(message);
            case Collection<?> elements -> first(elements);
            case Map<?, ?> entries -> first(entries.values());
            default -> null;
        };
    }

    private static @Nullable String first(Collection<?> values) {
        for (Object value : values) {
            String missing = value == null ? "element" : in(value);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private static @Nullable String in(Record message) {
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            Object value = value(message, component);
            String inside = value == null ? absent(component) : in(value);
            if (inside != null) {
                return inside.isEmpty() ? component.getName() : component.getName() + "." + inside;
            }
        }
        return null;
    }

    private static @Nullable String absent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? null : "";
    }

    private static @Nullable Object value(Record message, RecordComponent component) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a message's field cannot be read: " + component, e);
        }
    }
}
