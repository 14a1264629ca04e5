package dev.waybill.platform.context;

import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventStore;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.StreamCheck;
import dev.waybill.platform.eventstore.StreamCheck.BrokenStream;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.messaging.Listener;
import dev.waybill.platform.messaging.LocalCopies;
import dev.waybill.platform.messaging.Messaging;
import dev.waybill.platform.messaging.Outbox;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One context's own instances of the platform's parts, over its own schema. While the application runs it publishes the
 * outbox, makes the remote calls and consumes the queues that were listened to.
 */
public final class ContextParts implements SmartLifecycle {

    private final String name;
    private final String schema;
    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final EventStore events;
    private final PersonalJson json;
    private final Messaging messaging;
    private final RemoteCalls calls;
    private final Clock clock;
    private final List<SmartLifecycle> running = new ArrayList<>();

    ContextParts(
            String name,
            String schema,
            JdbcTemplate jdbc,
            Transactions transactions,
            EventStore events,
            PersonalJson json,
            Messaging messaging,
            RemoteCalls calls,
            Clock clock) {
        this.name = name;
        this.schema = schema;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.json = json;
        this.messaging = messaging;
        this.calls = calls;
        this.clock = clock;
        running.add(messaging.relay());
        running.add(calls.caller());
    }

    /** The context's name. */
    public String name() {
        return name;
    }

    /** The streams whose versions are not 1..n. */
    public List<BrokenStream> brokenStreams() {
        return new StreamCheck(jdbc, schema).broken();
    }

    /** How many streams of a category there are. */
    public long streams(String category) {
        Long count = jdbc.queryForObject(
                "select count(*) from " + schema + ".stream where id like ? || '/%' and version > 0",
                Long.class,
                category);
        return count == null ? 0 : count;
    }

    /** The schema that every statement of this context names. */
    public String schema() {
        return schema;
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public Transactions transactions() {
        return transactions;
    }

    public Outbox outbox() {
        return messaging.outbox();
    }

    public RemoteCalls calls() {
        return calls;
    }

    public LocalCopies localCopies() {
        return new LocalCopies(jdbc, schema);
    }

    public Clock clock() {
        return clock;
    }

    /** The aggregates of a category; {@code owner} says whose personal data a stream holds, null for nobody's. */
    public <S, C, E> Aggregates<S, C, E> aggregates(
            String category, Decider<S, C, E> decider, EventTypes<E> types, Function<S, @Nullable String> owner) {
        return new Aggregates<>(category, decider, types, owner, events, transactions, json, clock);
    }

    /** Listens to a queue from the application's start on. */
    public void listen(Listener listener) {
        running.add(messaging.consumer(listener));
    }

    /** Has something of the context's own run along, from the application's start on. */
    public void alongside(SmartLifecycle own) {
        running.add(own);
    }

    @Override
    public void start() {
        running.forEach(SmartLifecycle::start);
    }

    @Override
    public void stop() {
        running.reversed().forEach(SmartLifecycle::stop);
    }

    @Override
    public boolean isRunning() {
        return running.getFirst().isRunning();
    }

    /** Starts before the web server takes requests and stops after it has ended them. */
    @Override
    public int getPhase() {
        return 100;
    }
}
