package dev.waybill.platform.eventstore;

import dev.waybill.platform.eventstore.StateCache.Versioned;
import dev.waybill.platform.personal.PersonalJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the states of one kind of aggregate from their streams, from a known state on or from the first event. */
final class Replay<S, E> {

    private static final int PAGE = 1_000;

    private final Decider<S, ?, E> decider;
    private final Versioned<S> beginning;
    private final EventTypes<E> types;
    private final EventStore store;
    private final Snapshots<S> snapshots;
    private final PersonalJson json;

    Replay(Decider<S, ?, E> decider, EventTypes<E> types, EventStore store, Snapshots<S> snapshots, PersonalJson json) {
        this.decider = decider;
        this.beginning = new Versioned<>(0, decider.initial());
        this.types = types;
        this.store = store;
        this.snapshots = snapshots;
        this.json = json;
    }

    E typed(RecordedEvent event) {
        return json.read(types.current(event).data(), types.classOf(event.type()));
    }

    /** The state right after a version; at version 0 for a stream that had not begun by then. */
    Versioned<S> upTo(long version, StreamId stream) {
        return further(version, stream, start(version, stream));
    }

    /** What the events up to a version make of a state. */
    Versioned<S> further(long version, StreamId stream, Versioned<S> from) {
        Versioned<S> state = from;
        boolean more = state.version() < version;
        while (more) {
            List<RecordedEvent> page = store.load(stream, state.version(), version, PAGE);
            for (RecordedEvent event : page) {
                state = after(state, event);
            }
            more = page.size() == PAGE;
        }
        return state;
    }

    /** The newest states of these streams, each from a known state on. */
    Map<StreamId, Versioned<S>> newest(Map<StreamId, Versioned<S>> known) {
        Map<StreamId, Long> versions = new HashMap<>();
        known.forEach((stream, state) -> versions.put(stream, state.version()));
        Map<StreamId, Versioned<S>> newest = new HashMap<>(known);
        store.load(versions)
                .forEach(event -> newest.computeIfPresent(event.stream(), (id, state) -> after(state, event)));
        return newest;
    }

    /** Where a replay begins: with a snapshot that is not newer than a version, or before the first event. */
    Versioned<S> start(long version, StreamId stream) {
        return start(version, List.of(stream)).getOrDefault(stream, beginning);
    }

    /** As {@link #start}, for many streams. */
    Map<StreamId, Versioned<S>> start(long version, Collection<StreamId> streams) {
        Map<StreamId, Versioned<S>> start = new HashMap<>();
        streams.forEach(stream -> start.put(stream, beginning));
        start.putAll(snapshots.upTo(version, streams));
        return start;
    }

    private Versioned<S> after(Versioned<S> before, RecordedEvent event) {
        return new Versioned<>(event.version(), decider.evolve().apply(before.state(), typed(event)));
    }
}
