package dev.waybill.platform.eventstore;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the states of one kind of aggregate are written into snapshots. A snapshot of another format is never read, so a
 * state may change as it likes: its shape is part of the format by itself.
 *
 * @param state a record that JSON can represent, without personal data
 * @param version raised when the same shape means something else, or is reached by other rules
 */
public record SnapshotFormat<S>(Class<S> state, int version) {

    /** The version and the shape, down to the last component. */
    String name() {
        return version + " " + shape(state, new HashSet<>());
    }

    private static String shape(Type type, Set<Type> seen) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> shape(argument, seen))
                    .collect(Collectors.joining(",", name(generic.getRawType()) + "<", ">"));
        }
        return type instanceof Class<?> plain && plain.isRecord() && seen.add(plain)
                ? Arrays.stream(plain.getRecordComponents())
                        .map(component -> shape(component, seen))
                        .collect(Collectors.joining(",", name(plain) + "(", ")"))
                : name(type);
    }

    private static String shape(RecordComponent component, Set<Type> seen) {
        return component.getName() + ":" + shape(component.getGenericType(), seen);
    }

    private static String name(Type type) {
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }
}
