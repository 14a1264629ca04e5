package dev.waybill.platform.messaging;

import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.messaging.HeldMessages.Held;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The lanes of one context in which a message has failed: what is due is retried automatically, what is parked waits until an
 * operator redrives or discards it.
 */
public final class Lanes {

    /** The outcome for a message. */
    public enum Outcome {
        /** It was handled, or had been before. */
        HANDLED,
        /** It waits for its predecessor now, or, with a cause, for the next attempt. */
        WAITING,
        /** It failed again. */
        PARKED,
        /** It was removed from its lane. */
        DISCARDED
    }

    /**
     * What was done.
     *
     * @param cause why it failed again; absent when it did not
     * @param handledBehind how many messages that waited behind it were handled
     * @param waitingBehind how many still wait
     */
    public record Result(
            String id, Outcome outcome, @Nullable String cause, long handledBehind, long waitingBehind) {}

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final HeldMessages held;
    private final ParkedMessages parked;
    private final EarlyMessages early;
    private final Transactions transactions;
    private final ConcurrencyLimit limit;
    private final WakeableWorker thread;
    private final Map<String, Inbox<?>> inboxes = new ConcurrentHashMap<>();

    Lanes(HeldMessages held, ParkedMessages parked, EarlyMessages early, Transactions transactions, String schema) {
        this.held = held;
        this.parked = parked;
        this.early = early;
        this.transactions = transactions;
        this.limit = transactions.concurrencyLimit();
        this.thread = new WakeableWorker("retries-" + schema, LOOK, this::retry);
    }

    void add(Inbox<?> inbox) {
        inboxes.put(inbox.queue(), inbox);
    }

    /** Retries what is due while the application runs. */
    public SmartLifecycle retries() {
        return thread;
    }

    /** The parked messages, the oldest first. */
    public List<ParkedMessage> parked(int limit) {
        return parked.oldest(limit);
    }

    /** A parked message. */
    public Optional<ParkedMessage> parked(long id) {
        return parked.find(id);
    }

    /** What was discarded, the newest first. */
    public List<DiscardedMessage> discarded(int limit) {
        return parked.newestDiscarded(limit);
    }

    /** How many messages are parked. */
    public long parkedCount() {
        return parked.count();
    }

    /** How many messages have failed and will be retried. */
    public long retriedCount() {
        return parked.countRetried();
    }

    /** Retries a parked message, and then those behind it in their order; empty if none is parked under that id. */
    public Optional<Result> redrive(long id, String name) {
        Optional<Held> message = parked.stored(id);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        long before = parked.behind(message.get());
        withPermit(() -> inbox(message.get()).handleHeld(message.get()));
        return Optional.of(result(name, message.get(), before));
    }

    private Result result(String name, Held message, long before) {
        long now = parked.behind(message);
        Optional<ParkedMessages.Parking> parking = parked.parking(message);
        Outcome outcome =
                parking.isEmpty() ? Outcome.HANDLED : parking.get().parked() ? Outcome.PARKED : Outcome.WAITING;
        return new Result(
                name, outcome, parking.map(ParkedMessages.Parking::cause).orElse(null), Math.max(0, before - now), now);
    }

    /** Removes a parked message from its lane, which then continues; empty if none is parked under that id. */
    public Optional<Result> discard(long id, String name, String reason, String by) {
        Optional<Held> message = parked.stored(id);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        Inbox<?> inbox = inbox(message.get());
        long before = parked.behind(message.get());
        Optional<List<Held>> next = transactions.in(
                () -> parked.recordDiscard(id, reason, by) ? Optional.of(inbox.skip(message.get())) : Optional.empty());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        withPermit(() -> inbox.resume(next.get()));
        long now = parked.behind(message.get());
        return Optional.of(new Result(name, Outcome.DISCARDED, null, Math.max(0, before - now), now));
    }

    /** Retries what is due; returns whether there was something. A message that cannot even be tried delays no other. */
    boolean retry() {
        List<Held> due = inboxes.isEmpty() ? List.of() : held.due(inboxes.keySet());
        for (Held message : due) {
            withPermit(() -> retry(message));
        }
        return !due.isEmpty();
    }

    private void retry(Held message) {
        try {
            inbox(message).handleHeld(message);
        } catch (RuntimeException e) {
            if (DatabaseAway.isBehind(e) || DatabaseAway.isBusyBehind(e)) {
                throw e;
            }
            log.error(
                    "A held message of {} could not even be tried; it will be retried or parked: {}",
                    message.queue(),
                    message.messageId(),
                    e);
            inbox(message).failed(message, e);
        }
    }

    /** The messages that came before their predecessor and wait for it, the oldest first. */
    public List<EarlyMessage> early(int limit) {
        return early.oldest(limit);
    }

    /** How many messages have waited for their predecessor for longer than that. */
    public long earlyCount(Duration longerThan) {
        return early.count(longerThan);
    }

    private Inbox<?> inbox(Held message) {
        Inbox<?> inbox = inboxes.get(message.queue());
        if (inbox == null) {
            throw new IllegalStateException("this release no longer subscribes to " + message.queue());
        }
        return inbox;
    }

    private void withPermit(Runnable work) {
        try (var permit = limit.acquireUninterruptibly()) {
            work.run();
        }
    }
}
