package dev.waybill.platform.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of an aggregate's streams right after each of their events, for a reader that follows all events in order:
 * what it has just seen is remembered, the rest is replayed from the store.
 */
public final class StateFollower<S, E> {

    private static final int REMEMBERED = 2_000;

    private final Decider<S, ?, E> decider;
    private final Aggregates<S, ?, E> aggregates;
    private final Map<StreamId, StateCache.Versioned<S>> seen = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, StateCache.Versioned<S>> eldest) {
            return size() > REMEMBERED;
        }
    };

    StateFollower(Decider<S, ?, E> decider, Aggregates<S, ?, E> aggregates) {
        this.decider = decider;
        this.aggregates = aggregates;
    }

    /** The state of the event's stream right after it. */
    public synchronized S after(RecordedEvent event) {
        S state = before(event);
        S after = decider.evolve().apply(state, aggregates.typed(event));
        seen.put(event.stream(), new StateCache.Versioned<>(event.version(), after));
        return after;
    }

    private S before(RecordedEvent event) {
        StateCache.Versioned<S> known = seen.get(event.stream());
        if (known != null && known.version() == event.version() - 1) {
            return known.state();
        }
        return event.version() == 1
                ? decider.initial()
                : aggregates.past().at(event.stream().id(), event.version() - 1).orElse(decider.initial());
    }
}
