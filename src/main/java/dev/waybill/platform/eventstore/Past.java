package dev.waybill.platform.eventstore;

import dev.waybill.platform.eventstore.StateCache.Versioned;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The past of the aggregates of one kind, read from their stored events without locks; nothing remembered is used. */
public final class Past<S, E> {

    private final String category;
    private final Decider<S, ?, E> decider;
    private final EventTypes<E> types;
    private final EventStore store;
    private final Replay<S, E> replay;
    private final PersonalJson json;

    Past(
            String category,
            Decider<S, ?, E> decider,
            EventTypes<E> types,
            EventStore store,
            Replay<S, E> replay,
            PersonalJson json) {
        this.category = category;
        this.decider = decider;
        this.types = types;
        this.store = store;
        this.replay = replay;
        this.json = json;
    }

    /** The state right after an event's version; empty before the first, and for a version that is not reached. */
    public Optional<S> at(String id, long version) {
        return Optional.of(replay.upTo(version, stream(id)))
                .filter(state -> state.version() == version)
                .flatMap(Past::begun);
    }

    /** The state as it was at an instant; empty before the first event. */
    public Optional<S> at(String id, Instant instant) {
        return at(id, store.versionAt(stream(id), instant));
    }

    /** The events of an aggregate, oldest first, in their current schema versions, personal fields readable. */
    public List<RecordedEvent> events(String id) {
        return events(id, 0);
    }

    /** The events of an aggregate after a version. */
    public List<RecordedEvent> events(String id, long afterVersion) {
        return store.load(stream(id), afterVersion).stream().map(this::revealed).toList();
    }

    /** Each stored event of an aggregate with the state right after it, oldest first. */
    public List<Step<S, E>> steps(String id) {
        List<Step<S, E>> steps = new ArrayList<>();
        S state = decider.initial();
        for (RecordedEvent stored : store.load(stream(id), 0)) {
            E event = replay.typed(stored);
            state = decider.evolve().apply(state, event);
            steps.add(new Step<>(state, event, stored));
        }
        return steps;
    }

    /** The states that the stored events make now, by id. Unknown ids are left out. */
    public Map<String, S> replayed(Collection<String> ids) {
        Map<String, S> states = new HashMap<>();
        replay.newest(replay.start(
                        Long.MAX_VALUE, ids.stream().map(this::stream).toList()))
                .forEach((stream, state) -> begun(state).ifPresent(begun -> states.put(stream.id(), begun)));
        return states;
    }

    /** A stream's state; empty while it has no events. */
    static <S> Optional<S> begun(Versioned<S> state) {
        return state.version() == 0 ? Optional.empty() : Optional.of(state.state());
    }

    private StreamId stream(String id) {
        return new StreamId(category, id);
    }

    private RecordedEvent revealed(RecordedEvent event) {
        RecordedEvent current = types.current(event);
        return current.with(json.reveal(current.data()));
    }
}
