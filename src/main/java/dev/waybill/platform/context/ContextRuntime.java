package dev.waybill.platform.context;

import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventLog;
import dev.waybill.platform.eventstore.EventStore;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.SnapshotFormat;
import dev.waybill.platform.eventstore.StreamCheck;
import dev.waybill.platform.eventstore.StreamCheck.BrokenStream;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.live.LiveFeed;
import dev.waybill.platform.messaging.Lanes;
import dev.waybill.platform.messaging.LocalCopies;
import dev.waybill.platform.messaging.MessageLog;
import dev.waybill.platform.messaging.Messaging;
import dev.waybill.platform.messaging.Outbox;
import dev.waybill.platform.messaging.Subscription;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.projection.Projection;
import dev.waybill.platform.projection.ProjectionRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One context's own instances of the platform's parts, over its own schema. While the application runs it publishes the
 * outbox, makes the remote calls and consumes the queues that it subscribes to.
 */
public final class ContextRuntime implements SmartLifecycle {

    private static final Duration LOOK_FOR_ERASURES = Duration.ofSeconds(2);
    private static final Duration VACUUM_KEYS = Duration.ofSeconds(5);

    private final String name;
    private final String schema;
    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final EventStore events;
    private final PersonalJson json;
    private final Messaging messaging;
    private final RemoteCalls calls;
    private final Clock clock;
    private final TransactionTemplate snapshots;
    private final List<SmartLifecycle> running = new ArrayList<>();
    private final List<ProjectionRunner> projections = new CopyOnWriteArrayList<>();
    private final List<LiveFeed> feeds = new CopyOnWriteArrayList<>();

    ContextRuntime(
            String name,
            String schema,
            JdbcTemplate jdbc,
            Transactions transactions,
            EventStore events,
            PersonalJson json,
            Messaging messaging,
            RemoteCalls calls,
            Clock clock,
            PlatformTransactionManager manager) {
        this.name = name;
        this.schema = schema;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.json = json;
        this.messaging = messaging;
        this.calls = calls;
        this.clock = clock;
        this.snapshots = new TransactionTemplate(manager);
        snapshots.setReadOnly(true);
        snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        running.add(messaging.relay());
        running.add(messaging.lanes().retries());
        running.add(messaging.retention());
        running.add(calls.caller());
        running.add(new WakeableWorker("erasures-" + name, LOOK_FOR_ERASURES, this::lookForErasures));
        running.add(new WakeableWorker("key-vacuum-" + name, VACUUM_KEYS, this::vacuumKeys));
    }

    private boolean lookForErasures() {
        json.lookForErasures();
        return false;
    }

    private boolean vacuumKeys() {
        json.vacuumKeys();
        return false;
    }

    /** The context's name. */
    public String name() {
        return name;
    }

    /** The streams whose versions are not 1..n. */
    public List<BrokenStream> brokenStreams() {
        return new StreamCheck(jdbc, schema).broken();
    }

    /** Reads several things as they are at one instant. */
    public <T> T snapshot(Supplier<T> reading) {
        T read = snapshots.execute(status -> reading.get());
        if (read == null) {
            throw new IllegalStateException("nothing was read");
        }
        return read;
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

    /** A log of the messages that this context receives, word for word. */
    public MessageLog messageLog() {
        return new MessageLog(events, transactions, json);
    }

    /** The JSON in which this context stores what is personal. */
    public PersonalJson personal() {
        return json;
    }

    public Outbox outbox() {
        return messaging.outbox();
    }

    /** The lanes in which a message has failed. */
    public Lanes lanes() {
        return messaging.lanes();
    }

    /** The queues of this context and their consumers. */
    public Messaging messaging() {
        return messaging;
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

    /** The aggregates of a category; {@code owner} names the person whose data a stream holds, null for no person. */
    public <S, C, E> Aggregates<S, C, E> aggregates(
            String category, Decider<S, C, E> decider, EventTypes<E> types, Function<S, @Nullable String> owner) {
        return new Aggregates<>(category, decider, types, owner, events, transactions, json, clock);
    }

    /** The aggregates of a category whose streams grow long and hold no personal data. */
    public <S, C, E> Aggregates<S, C, E> aggregates(
            String category, Decider<S, C, E> decider, EventTypes<E> types, SnapshotFormat<S> snapshots) {
        return new Aggregates<>(category, decider, types, snapshots, events, transactions, json, clock);
    }

    /** Subscribes to a queue from the application's start on. */
    public void subscribe(Subscription<?> subscription) {
        running.add(messaging.consumer(subscription));
    }

    /** Keeps a projection of the context's events up to date from the application's start on. */
    public ProjectionRunner project(Projection projection) {
        var runner = new ProjectionRunner(projection, jdbc, schema, log(), transactions, clock);
        events.afterEachCommit(runner.thread()::wake);
        projections.add(runner);
        running.add(runner.thread());
        return runner;
    }

    /** The projections of this context. */
    public List<ProjectionRunner> projections() {
        return List.copyOf(projections);
    }

    /** All events of the context, in one order. */
    public EventLog log() {
        return new EventLog(jdbc, schema, events);
    }

    /** A feed for clients that follow this context live; woken at each commit of events. */
    public LiveFeed live(LiveFeed.Moved moved) {
        var feed = new LiveFeed(name, moved);
        events.afterEachCommit(feed::wake);
        feeds.add(feed);
        return feed;
    }

    /** The feeds of this context; they end before the web server waits for its requests. */
    public List<LiveFeed> feeds() {
        return List.copyOf(feeds);
    }

    /** Runs a component of the context beside it, from the application's start on. */
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
