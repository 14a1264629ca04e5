package dev.waybill.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes the same valid sample of a record each time, for the approved formats. */
public final class Samples {

    private Samples() {}

    /** The sample of a record. */
    public static Object of(Class<?> type) {
        return value(type, type.getSimpleName());
    }

    private static Object value(RecordComponent component) {
        Known known = component.getAnnotation(Known.class);
        Object value = value(component.getGenericType(), component.getName());
        if (known == null) {
            return value;
        }
        String first = known.value().getEnumConstants()[0].name();
        return value instanceof List ? List.of(first) : first;
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? List.of(value(generic.getActualTypeArguments()[0], name))
                    : Map.of("DE", value(generic.getActualTypeArguments()[1], name));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Money.class) {
            return new Money("119.00", "EUR");
        } else if (plain == String.class) {
            return name.equals("country") ? "DE" : name.equals("currency") ? "EUR" : name + "-1";
        } else if (plain == int.class || plain == Integer.class) {
            return 3;
        } else if (plain == long.class || plain == Long.class) {
            return 4L;
        } else if (plain == boolean.class) {
            return true;
        } else if (plain == BigDecimal.class) {
            return new BigDecimal("12.5");
        } else if (plain == Instant.class) {
            return Instant.parse("2026-01-31T12:00:00Z");
        }
        return plain.isEnum() ? plain.getEnumConstants()[0] : record(plain);
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(
                    Arrays.stream(components).map(Samples::value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no sample for " + type, e);
        }
    }
}
