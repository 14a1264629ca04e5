package dev.waybill.platform.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The committed states of recently used aggregates. Always read with a locked head, whose version determines how much of
 * the stream is still to be replayed, so a state that another process has moved on is never mistaken for the newest.
 */
final class StateCache<S> {

    private static final int SIZE = 10_000;

    record Versioned<S>(long version, S state) {}

    private final Map<StreamId, Versioned<S>> states = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Versioned<S>> eldest) {
            return size() > SIZE;
        }
    };

    synchronized @Nullable Versioned<S> newestUpTo(Head head) {
        Versioned<S> cached = states.get(head.id());
        return cached == null || cached.version() > head.version() ? null : cached;
    }

    @Nullable
    Versioned<S> at(Head head) {
        Versioned<S> cached = newestUpTo(head);
        return cached == null || cached.version() < head.version() ? null : cached;
    }

    /** A committed state, perhaps not the newest; null for a stream that was not used recently. */
    synchronized @Nullable Versioned<S> some(StreamId stream) {
        return states.get(stream);
    }

    /** Forgets the states that match. */
    synchronized void forget(Predicate<S> those) {
        states.values().removeIf(versioned -> those.test(versioned.state()));
    }

    synchronized void forget(StreamId stream) {
        states.remove(stream);
    }

    synchronized void put(StreamId stream, long version, S state) {
        Versioned<S> cached = states.get(stream);
        if (cached == null || cached.version() < version) {
            states.put(stream, new Versioned<>(version, state));
        }
    }
}
