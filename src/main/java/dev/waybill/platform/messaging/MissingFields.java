package dev.waybill.platform.messaging;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields that a message's record requires and its sender left out: JSON has no required fields, and an absent one
 * would otherwise surface as null in the code that relies on it, long after the message was accepted.
 */
final class MissingFields {

    /** A record's component; what it is costs more to find out than to read it. */
    private record Field(String name, Method accessor, boolean optional) {

        private static List<Field> of(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> new Field(
                            component.getName(),
                            component.getAccessor(),
                            component.getAnnotatedType().isAnnotationPresent(Nullable.class)))
                    .toList();
        }

        private @Nullable Object of(Record message) {
            try {
                return accessor.invoke(message);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a message's field cannot be read: " + name, e);
            }
        }

        private @Nullable String absent() {
            return optional ? null : "";
        }
    }

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Field.of(type);
        }
    };

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
        for (Field field : FIELDS.get(message.getClass())) {
            Object value = field.of(message);
            String inside = value == null ? field.absent() : in(value);
            if (inside != null) {
                return inside.isEmpty() ? field.name() : field.name() + "." + inside;
            }
        }
        return null;
    }
}
