package dev.waybill.platform.eventstore;

import dev.waybill.platform.eventstore.StateCache.Versioned;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.text.ComparableText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of one kind: loads their streams, lets the decider decide, and appends what it decided. Every command
 * first locks its stream's head, so commands to one aggregate never pass each other.
 */
public final class Aggregates<S, C, E> {

    private final String category;
    private final Decider<S, C, E> decider;
    private final EventTypes<E> types;
    private final Function<S, @Nullable String> owner;
    private final EventStore store;
    private final Snapshots<S> snapshots;
    private final Replay<S, E> replay;
    private final Past<S, E> past;
    private final Transactions transactions;
    private final PersonalJson json;
    private final Clock clock;
    private final StateCache<S> cache = new StateCache<>();

    /** @param owner whose personal data the stream holds, computed after each event; null while there are none */
    public Aggregates(
            String category,
            Decider<S, C, E> decider,
            EventTypes<E> types,
            Function<S, @Nullable String> owner,
            EventStore store,
            Transactions transactions,
            PersonalJson json,
            Clock clock) {
        this(category, decider, types, owner, store, Snapshots.none(), transactions, json, clock);
    }

    /** Aggregates whose streams grow long and hold no personal data: snapshots are taken of them. */
    public Aggregates(
            String category,
            Decider<S, C, E> decider,
            EventTypes<E> types,
            SnapshotFormat<S> format,
            EventStore store,
            Transactions transactions,
            PersonalJson json,
            Clock clock) {
        this(category, decider, types, state -> null, store, store.snapshots(format, json), transactions, json, clock);
    }

    private Aggregates(
            String category,
            Decider<S, C, E> decider,
            EventTypes<E> types,
            Function<S, @Nullable String> owner,
            EventStore store,
            Snapshots<S> snapshots,
            Transactions transactions,
            PersonalJson json,
            Clock clock) {
        this.category = category;
        this.decider = decider;
        this.types = types;
        this.owner = owner;
        this.store = store;
        this.snapshots = snapshots;
        this.replay = new Replay<>(decider, types, store, snapshots, json);
        this.past = new Past<>(category, decider, types, store, replay, json);
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        json.onErased(erased -> cache.forget(state -> {
            String whose = owner.apply(state);
            return whose != null && ComparableText.same(erased, whose);
        }));
    }

    /** The stream of the aggregate with that id. */
    public StreamId stream(String id) {
        return new StreamId(category, id);
    }

    /** Decides a command inside the current transaction. */
    public Decided<S, E> handle(String id, C command) {
        UnitOfWork work = transactions.current();
        Head head = work.head(stream(id));
        S state = state(work, head);
        long before = head.version();
        List<E> events = decider.decide().apply(state, command);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (E event : events) {
            state = decider.evolve().apply(state, event);
            store.append(work, recorded(work, head, event, owner.apply(state), now));
        }
        if (!events.isEmpty()) {
            remember(work, head, state);
            snapshots.moved(work, head.id(), before, new Versioned<>(head.version(), state));
        }
        return new Decided<>(state, events);
    }

    /** The state under the head's lock, inside the current transaction. */
    public S locked(String id) {
        UnitOfWork work = transactions.current();
        return state(work, work.head(stream(id)));
    }

    /** Loads what a batch is about to touch in one query, after its heads are locked. */
    public void prefetch(Collection<String> ids) {
        UnitOfWork work = transactions.current();
        work.lock(ids.stream().map(this::stream).toList());
        List<StreamId> missing = ids.stream()
                .distinct()
                .map(this::stream)
                .filter(id -> work.state(id) == null && cache.at(work.head(id)) == null)
                .filter(id -> work.head(id).version() > 0)
                .toList();
        if (missing.size() > 1) {
            Map<StreamId, Versioned<S>> known = known(missing, stream -> cache.newestUpTo(work.head(stream)));
            Map<StreamId, Versioned<S>> newest = replay.newest(known);
            known.forEach((stream, from) -> {
                Versioned<S> now = newest.getOrDefault(stream, from);
                remember(work, work.head(stream), now.state());
                snapshots.moved(work, stream, from.version(), now);
            });
        }
    }

    /** The state now, without a lock; empty for an id without events. */
    public Optional<S> find(String id) {
        Versioned<S> cached = cache.some(stream(id));
        Versioned<S> from = cached == null ? replay.start(Long.MAX_VALUE, stream(id)) : cached;
        return Past.begun(replay.further(Long.MAX_VALUE, stream(id), from));
    }

    /** The states of several aggregates now, in their order, without locks; unknown ids are left out. */
    public List<S> findAll(Collection<String> ids) {
        List<StreamId> streams = ids.stream().map(this::stream).toList();
        Map<StreamId, Versioned<S>> newest = replay.newest(known(streams, cache::some));
        return streams.stream()
                .map(newest::get)
                .filter(Objects::nonNull)
                .flatMap(state -> Past.begun(state).stream())
                .toList();
    }

    /** Where a replay of each stream begins: with its cached state, with a snapshot, or before its first event. */
    private Map<StreamId, Versioned<S>> known(
            List<StreamId> streams, Function<StreamId, @Nullable Versioned<S>> cached) {
        Map<StreamId, Versioned<S>> known = new HashMap<>();
        List<StreamId> unknown = new ArrayList<>();
        for (StreamId stream : streams) {
            Versioned<S> state = cached.apply(stream);
            if (state == null) {
                unknown.add(stream);
            } else {
                known.put(stream, state);
            }
        }
        known.putAll(replay.start(Long.MAX_VALUE, unknown));
        return known;
    }

    /** The past, as the stored events record it. */
    public Past<S, E> past() {
        return past;
    }

    /** The states right after each event, for a projection that follows them all. */
    public StateFollower<S, E> follower() {
        return new StateFollower<>(decider, this);
    }

    /** The typed form of a stored event. */
    E typed(RecordedEvent event) {
        return replay.typed(event);
    }

    private RecordedEvent recorded(UnitOfWork work, Head head, E event, @Nullable String owner, Instant now) {
        Cause cause = work.cause(head.id().id());
        String name = types.nameOf(event);
        head.happened(now);
        return new RecordedEvent(
                head.id(),
                head.nextVersion(),
                name,
                types.versionOf(name),
                json.write(event, owner),
                now,
                cause.causationId(),
                cause.correlationId(),
                CurrentInitiator.get());
    }

    private S state(UnitOfWork work, Head head) {
        @SuppressWarnings("unchecked") // only states of this category are remembered under its streams
        S known = (S) work.state(head.id());
        if (known != null) {
            return known;
        }
        Versioned<S> cached = cache.newestUpTo(head);
        Versioned<S> from = cached == null ? replay.start(head.version(), head.id()) : cached;
        Versioned<S> now = replay.further(head.version(), head.id(), from);
        snapshots.moved(work, head.id(), from.version(), now);
        work.remember(head.id(), now.state());
        return now.state();
    }

    private void remember(UnitOfWork work, Head head, S state) {
        work.remember(head.id(), state);
        long version = head.version();
        work.afterCommit(() -> {
            cache.put(head.id(), version, state);
            String whose = owner.apply(state);
            if (whose != null && json.mustForget(whose)) {
                cache.forget(head.id());
            }
        });
    }
}
