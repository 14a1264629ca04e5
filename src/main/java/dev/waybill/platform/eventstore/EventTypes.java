package dev.waybill.platform.eventstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The stored names and schema versions of an aggregate's events, apart from the class names: a class may be renamed, and
 * what was stored before a change of its fields is brought up by upcasters when it is read.
 */
public final class EventTypes<E> {

    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<String, Class<? extends E>> classes = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, UnaryOperator<ObjectNode>> upcasters = new HashMap<>();

    private EventTypes() {}

    /** All records of a sealed family, stored under their simple names in schema version 1. */
    public static <E> EventTypes<E> of(Class<E> family) {
        var types = new EventTypes<E>();
        leaves(family).forEach(type -> types.add(type.getSimpleName(), type.asSubclass(family)));
        return types;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(EventTypes::leaves) : Stream.of(type);
    }

    private void add(String name, Class<? extends E> type) {
        names.put(type, name);
        classes.put(name, type);
        versions.put(name, 1);
    }

    /** Brings events stored under a name from a schema version up to the next; the newest one is written from now on. */
    public EventTypes<E> upcast(String name, int fromVersion, UnaryOperator<ObjectNode> upcaster) {
        upcasters.put(name + "@" + fromVersion, upcaster);
        versions.merge(name, fromVersion + 1, Math::max);
        return this;
    }

    /** The stored names, for tests that guard their formats. */
    public Set<String> names() {
        return Set.copyOf(classes.keySet());
    }

    String nameOf(E event) {
        String name = names.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException(event.getClass() + " has no stored name");
        }
        return name;
    }

    /** The schema version that events are written in under a name. */
    public int versionOf(String name) {
        return versions.getOrDefault(name, 1);
    }

    /**
     * The class of the events that are stored under a name.
     *
     * @throws NewerEventException for a name that this release does not know
     */
    public Class<? extends E> classOf(String name) {
        Class<? extends E> type = classes.get(name);
        if (type == null) {
            throw new NewerEventException("no class for stored events of type " + name + "; known are " + names());
        }
        return type;
    }

    RecordedEvent current(RecordedEvent event) {
        return event.with(versionOf(event.type()), current(event.type(), event.schemaVersion(), event.data()));
    }

    /**
     * Data of an older schema version as it would be written now; throws if an upcaster is missing on the way.
     *
     * @throws NewerEventException for a schema version that this release does not know
     */
    public JsonNode current(String name, int schemaVersion, JsonNode data) {
        if (schemaVersion > versionOf(name)) {
            throw new NewerEventException(
                    name + " is stored in schema version " + schemaVersion + "; known is " + versionOf(name));
        }
        JsonNode current = data;
        for (int version = schemaVersion; version < versionOf(name); version++) {
            UnaryOperator<ObjectNode> upcaster = upcasters.get(name + "@" + version);
            if (upcaster == null) {
                throw new IllegalStateException("no upcaster for " + name + " from schema version " + version);
            }
            current = upcaster.apply(current.deepCopy());
        }
        return current;
    }
}
