package dev.waybill.platform.messaging;

import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.HeldMessages.Held;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes the deliveries of one queue to their handler, many in one transaction. When a transaction fails its messages are
 * tried one by one; a message that still fails is set aside, and only its own lane waits behind it. A failure to set it aside
 * is thrown: the consumer retries the delivery, and parks it raw if that does not help. While the database is away no attempt
 * is counted.
 */
final class Inbox<M> {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final Subscription<M> subscription;
    private final MessageReader<M> reader;
    private final InboxTransaction<M> transaction;
    private final HeldMessages held;

    Inbox(Subscription<M> subscription, MessageReader<M> reader, InboxTransaction<M> transaction, HeldMessages held) {
        this.subscription = subscription;
        this.reader = reader;
        this.transaction = transaction;
        this.held = held;
    }

    String queue() {
        return subscription.queue();
    }

    /** How long its messages may gather under load. */
    Duration lag() {
        return subscription.lag();
    }

    /** Handles deliveries; when it returns each of them is handled, held or parked. */
    void handle(List<Delivery> deliveries) {
        Deque<Received<M>> pending = new ArrayDeque<>();
        Map<Delivery, Failure> unreadable = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            try {
                pending.add(reader.read(delivery));
            } catch (UnreadableMessage flaw) {
                unreadable.put(delivery, Failure.unreadable(flaw, 0));
            }
        }
        drain(pending);
        park(unreadable); // last: deliveries that are repeated after a failure cannot be distinguished from new
        // messages
    }

    private void park(Map<Delivery, Failure> unreadable) {
        if (!unreadable.isEmpty()) {
            transaction.park(unreadable);
            unreadable
                    .values()
                    .forEach(failure -> log.error(
                            "Parked a delivery of {} that is no message for it: it {}; see /api/parked-messages",
                            queue(),
                            failure.cause()));
        }
    }

    /** The last resort for a delivery that could neither be handled nor set aside: it is parked as it came. */
    void parkRaw(Delivery delivery, Throwable cause, int attempts) {
        transaction.park(Map.of(delivery, Failure.lastResort(cause, attempts)));
        log.error(
                "Parked a delivery of {} as it came, as it could neither be handled nor set aside in {} attempts; messages"
                        + " behind it continue, later ones of its subject wait for it; see /api/parked-messages",
                queue(),
                attempts,
                cause);
    }

    /** Retries a held message, and then those behind it. */
    void handleHeld(Held message) {
        Deque<Received<M>> pending = new ArrayDeque<>();
        ready(List.of(message), pending);
        drain(pending);
    }

    /** Records the failure of a held message that could not even be tried. */
    void failed(Held message, Throwable cause) {
        held.failed(message.id(), Failure.of(cause, message.attempts()));
    }

    /** Skips a held message, with the current transaction; the result is what can be handled next. */
    List<Held> skip(Held message) {
        return transaction.skip(message);
    }

    /** Continues with held messages that are next in their lanes. */
    void resume(List<Held> next) {
        Deque<Received<M>> pending = new ArrayDeque<>();
        ready(next, pending);
        drain(pending);
    }

    private void drain(Deque<Received<M>> pending) {
        while (!pending.isEmpty()) {
            handleRound(nextRound(pending), pending);
        }
    }

    /** Takes what can share a transaction: at most one message per lane of those that must be alone. */
    private List<Received<M>> nextRound(Deque<Received<M>> pending) {
        List<Received<M>> round = new ArrayList<>();
        List<Received<M>> later = new ArrayList<>();
        Set<StreamId> closed = new HashSet<>();
        for (Received<M> message : pending) {
            M body = message.body();
            if (closed.contains(message.lane())) {
                later.add(message);
            } else {
                round.add(message);
                if (body != null && subscription.alone().test(body)) {
                    closed.add(message.lane());
                }
            }
        }
        pending.clear();
        pending.addAll(later);
        return round;
    }

    private void handleRound(List<Received<M>> round, Deque<Received<M>> pending) {
        if (round.size() > 1 && handleTogether(round, pending)) {
            return;
        }
        for (Received<M> message : round) {
            handleAlone(message, pending);
        }
    }

    private boolean handleTogether(List<Received<M>> round, Deque<Received<M>> pending) {
        try {
            ready(transaction.handle(round), pending);
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            log.debug("A batch of {} from {} failed, going one by one", round.size(), queue(), e);
            return false;
        }
    }

    private void handleAlone(Received<M> message, Deque<Received<M>> pending) {
        try {
            ready(transaction.handle(List.of(message)), pending);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            Failure failure = Failure.of(e, message.attempts());
            setAside(message, failure);
            report(message, failure, e);
        }
    }

    /** A failing parking hook must not prevent a message from being parked. */
    private void setAside(Received<M> message, Failure failure) {
        try {
            transaction.setAside(message, failure, true);
        } catch (RuntimeException e) {
            if (DatabaseAway.isBehind(e) || DatabaseAway.isBusyBehind(e)) {
                throw e;
            }
            transaction.setAside(message, failure, false);
            log.error(
                    "{} {} is parked, but the parking hook failed, so its effect is missing",
                    message.lane(),
                    message.envelope().id(),
                    e);
        }
    }

    private void report(Received<M> message, Failure failure, Throwable cause) {
        Envelope envelope = message.envelope();
        if (failure.pause() == null) {
            log.error(
                    "Parked {} {} of {} after {} attempts; later messages of this subject wait until it is redriven or"
                            + " discarded at /api/parked-messages",
                    envelope.type(),
                    envelope.id(),
                    message.lane(),
                    failure.attempts(),
                    cause);
        } else {
            log.warn(
                    "{} {} of {} failed and will be retried in {} s: {}",
                    envelope.type(),
                    envelope.id(),
                    message.lane(),
                    failure.pause().toSeconds(),
                    failure.cause());
        }
    }

    /**
     * A message that cannot be read any more, because it was erased or this release is stricter, is parked; its lane
     * waits.
     */
    private void ready(List<Held> messages, Deque<Received<M>> pending) {
        for (Held message : messages.reversed()) {
            try {
                pending.addFirst(reader.read(message));
            } catch (UnreadableMessage flaw) {
                held.failed(message.id(), Failure.unreadable(flaw, message.attempts()));
                log.error(
                        "Parked {} of {}, which was held back: it {}", message.messageId(), queue(), flaw.getMessage());
            }
        }
    }
}
