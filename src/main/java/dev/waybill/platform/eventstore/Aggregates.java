package dev.waybill.platform.eventstore;

import dev.waybill.platform.personal.PersonalJson;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Transactions transactions;
    private final PersonalJson json;
    private final Clock clock;
    private final StateCache<S> cache = new StateCache<>();

    /** @param owner whose personal data the stream holds, asked after each event; null while there are none */
    public Aggregates(
            String category,
            Decider<S, C, E> decider,
            EventTypes<E> types,
            Function<S, @Nullable String> owner,
            EventStore store,
            Transactions transactions,
            PersonalJson json,
            Clock clock) {
        this.category = category;
        this.decider = decider;
        this.types = types;
        this.owner = owner;
        this.store = store;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
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
        List<E> events = decider.decide().apply(state, command);
        for (E event : events) {
            state = decider.evolve().apply(state, event);
            store.append(work, recorded(work, head, event, owner.apply(state)));
        }
        if (!events.isEmpty()) {
            remember(work, head, state);
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
            Map<StreamId, List<E>> events = new HashMap<>();
            store.load(missing)
                    .forEach(event -> events.computeIfAbsent(event.stream(), id -> new ArrayList<>())
                            .add(typed(event)));
            events.forEach((id, list) -> remember(work, work.head(id), decider.replay(decider.initial(), list)));
        }
    }

    /** The state now, without a lock; empty for an id without events. */
    public Optional<S> find(String id) {
        StateCache.Versioned<S> cached = cache.some(stream(id));
        if (cached == null) {
            return replay(store.load(stream(id), 0));
        }
        List<E> since = store.load(stream(id), cached.version()).stream()
                .map(this::typed)
                .toList();
        return Optional.of(decider.replay(cached.state(), since));
    }

    /** The states of several aggregates now, in their order, without locks; unknown ids are left out. */
    public List<S> findAll(Collection<String> ids) {
        Map<StreamId, List<E>> events = typed(ids.stream().map(this::stream).toList());
        return ids.stream()
                .map(this::stream)
                .filter(events::containsKey)
                .map(id -> decider.replay(decider.initial(), events.getOrDefault(id, List.of())))
                .toList();
    }

    /** The state right after an event's version; empty before the first. */
    public Optional<S> find(String id, long asOfVersion) {
        return replay(store.load(stream(id), 0).stream()
                .filter(event -> event.version() <= asOfVersion)
                .toList());
    }

    /** The state as it was at an instant; empty before the first event. */
    public Optional<S> find(String id, Instant asOf) {
        return replay(store.load(stream(id), asOf));
    }

    /** The events of an aggregate, oldest first, personal fields readable. */
    public List<RecordedEvent> history(String id) {
        return store.load(stream(id), 0).stream().map(this::revealed).toList();
    }

    /** The typed form of a stored event. */
    public E typed(RecordedEvent event) {
        return json.read(types.current(event.type(), event.schemaVersion(), event.data()), types.classOf(event.type()));
    }

    private Map<StreamId, List<E>> typed(Collection<StreamId> streams) {
        Map<StreamId, List<E>> events = new HashMap<>();
        store.load(streams)
                .forEach(event -> events.computeIfAbsent(event.stream(), id -> new ArrayList<>())
                        .add(typed(event)));
        return events;
    }

    private Optional<S> replay(List<RecordedEvent> events) {
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(decider.replay(
                        decider.initial(), events.stream().map(this::typed).toList()));
    }

    private RecordedEvent revealed(RecordedEvent event) {
        return new RecordedEvent(
                event.stream(),
                event.version(),
                event.type(),
                event.schemaVersion(),
                json.reveal(event.data()),
                event.occurredAt(),
                event.causationId(),
                event.correlationId());
    }

    private RecordedEvent recorded(UnitOfWork work, Head head, E event, @Nullable String owner) {
        Cause cause = work.cause(head.id().id());
        String name = types.nameOf(event);
        return new RecordedEvent(
                head.id(),
                head.nextVersion(),
                name,
                types.versionOf(name),
                json.write(event, owner),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                cause.causationId(),
                cause.correlationId());
    }

    private S state(UnitOfWork work, Head head) {
        @SuppressWarnings("unchecked") // only states of this category are remembered under its streams
        S known = (S) work.state(head.id());
        if (known != null) {
            return known;
        }
        StateCache.Versioned<S> cached = cache.newestUpTo(head);
        S from = cached == null ? decider.initial() : cached.state();
        long fromVersion = cached == null ? 0 : cached.version();
        S state = fromVersion == head.version()
                ? from
                : decider.replay(
                        from,
                        store.load(head.id(), fromVersion).stream()
                                .map(this::typed)
                                .toList());
        work.remember(head.id(), state);
        return state;
    }

    private void remember(UnitOfWork work, Head head, S state) {
        work.remember(head.id(), state);
        long version = head.version();
        work.afterCommit(() -> cache.put(head.id(), version, state));
    }
}
