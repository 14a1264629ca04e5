package dev.waybill.platform.messaging;

import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.messaging.HeldMessages.Kept;
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
 * The lanes of one context in which something has failed: what is due is tried again by itself, what is parked waits for
 * somebody who redrives or discards it.
 */
public final class Lanes {

    /** What became of a message. */
    public enum Outcome {
        /** It was handled, or had been before. */
        HANDLED,
        /** It waits for its turn now, or, with a cause, for the next attempt. */
        WAITING,
        /** It failed again. */
        PARKED,
        /** It was taken out of its lane. */
        DISCARDED
    }

    /**
     * What was done.
     *
     * @param cause why it failed again; absent when it did not
     * @param handledBehind how many messages that waited behind it went on
     * @param waitingBehind how many still wait
     */
    public record Result(
            String id, Outcome outcome, @Nullable String cause, long handledBehind, long waitingBehind) {}

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final HeldMessages kept;
    private final ParkedMessages parked;
    private final EarlyMessages early;
    private final Transactions transactions;
    private final ConcurrencyLimit turns;
    private final WakeableWorker thread;
    private final Map<String, Inbox<?>> inboxes = new ConcurrentHashMap<>();

    Lanes(HeldMessages kept, ParkedMessages parked, EarlyMessages early, Transactions transactions, String schema) {
        this.kept = kept;
        this.parked = parked;
        this.early = early;
        this.transactions = transactions;
        this.turns = transactions.turns();
        this.thread = new WakeableWorker("retries-" + schema, LOOK, this::retry);
    }

    void add(Inbox<?> inbox) {
        inboxes.put(inbox.queue(), inbox);
    }

    /** Tries again what is due while the application runs. */
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

    /** How many messages have failed and are to be tried again. */
    public long retriedCount() {
        return parked.countRetried();
    }

    /** Tries a parked message again, and those behind it in their order; empty if none is parked under that id. */
    public Optional<Result> redrive(long id, String name) {
        Optional<Kept> message = parked.stored(id);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        long before = parked.behind(message.get());
        inTurn(() -> inbox(message.get()).handleKept(message.get()));
        return Optional.of(result(name, message.get(), before));
    }

    private Result result(String name, Kept message, long before) {
        long now = parked.behind(message);
        Optional<ParkedMessages.Parking> parking = parked.parking(message);
        Outcome outcome =
                parking.isEmpty() ? Outcome.HANDLED : parking.get().parked() ? Outcome.PARKED : Outcome.WAITING;
        return new Result(
                name, outcome, parking.map(ParkedMessages.Parking::cause).orElse(null), Math.max(0, before - now), now);
    }

    /** Takes a parked message out of its lane, which then goes on; empty if none is parked under that id. */
    public Optional<Result> discard(long id, String name, String reason, String by) {
        Optional<Kept> message = parked.stored(id);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        Inbox<?> inbox = inbox(message.get());
        long before = parked.behind(message.get());
        Optional<List<Kept>> next = transactions.in(
                () -> parked.recordDiscard(id, reason, by) ? Optional.of(inbox.pass(message.get())) : Optional.empty());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        inTurn(() -> inbox.goOn(next.get()));
        long now = parked.behind(message.get());
        return Optional.of(new Result(name, Outcome.DISCARDED, null, Math.max(0, before - now), now));
    }

    /** Tries again what is due; says whether there was something. One that cannot even be tried holds up no other. */
    boolean retry() {
        List<Kept> due = inboxes.isEmpty() ? List.of() : kept.due(inboxes.keySet());
        for (Kept message : due) {
            inTurn(() -> retry(message));
        }
        return !due.isEmpty();
    }

    private void retry(Kept message) {
        try {
            inbox(message).handleKept(message);
        } catch (RuntimeException e) {
            if (DatabaseAway.isBehind(e) || DatabaseAway.isBusyBehind(e)) {
                throw e;
            }
            log.error("A kept message of {} could not even be tried: {}", message.queue(), message.messageId(), e);
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

    private Inbox<?> inbox(Kept message) {
        Inbox<?> inbox = inboxes.get(message.queue());
        if (inbox == null) {
            throw new IllegalStateException("this release does not listen to " + message.queue() + " any more");
        }
        return inbox;
    }

    private void inTurn(Runnable work) {
        try (var turn = turns.takeUninterruptibly()) {
            work.run();
        }
    }
}
