package dev.waybill.platform.messaging;

import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.KeptMessages.Kept;
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
 * Brings deliveries of one queue to a listener, many in one transaction. When a transaction fails its messages are tried
 * one by one; what still fails is put aside, and only its own lane waits behind it. While the database is away nothing can
 * be put aside: that failure is thrown, and whoever has the messages brings them again; nothing is counted then.
 */
final class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final Listener listener;
    private final MessageReader reader;
    private final InboxTransaction transaction;
    private final KeptMessages kept;

    Inbox(Listener listener, MessageReader reader, InboxTransaction transaction, KeptMessages kept) {
        this.listener = listener;
        this.reader = reader;
        this.transaction = transaction;
        this.kept = kept;
    }

    String queue() {
        return listener.queue();
    }

    /** Handles deliveries; when it returns each of them is handled, kept or parked. */
    void handle(List<Delivery> deliveries) {
        Deque<Received> pending = new ArrayDeque<>();
        Map<Delivery, UnreadableMessage> unreadable = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            try {
                pending.add(reader.read(delivery));
            } catch (UnreadableMessage flaw) {
                unreadable.put(delivery, flaw);
            }
        }
        drain(pending);
        unreadable.forEach(this::park); // last, as what is brought again after a failure cannot be told from news
    }

    private void park(Delivery delivery, UnreadableMessage flaw) {
        kept.keepUnreadable(queue(), delivery, Failure.unreadable(flaw, 0));
        log.error("Parked a delivery of {} that is no message: it {}", queue(), flaw.getMessage());
    }

    /** Tries a kept message again, and those behind it. */
    void handleKept(Kept message) {
        Deque<Received> pending = new ArrayDeque<>();
        try {
            pending.add(reader.read(message));
        } catch (UnreadableMessage flaw) {
            kept.failed(message.id(), Failure.unreadable(flaw, message.attempts()));
        }
        drain(pending);
    }

    /** Passes over a kept message, with the current transaction; the result goes on after it. */
    List<Kept> pass(Kept message) {
        try {
            return transaction.pass(reader.read(message), message.id());
        } catch (UnreadableMessage nobodyWaitsBehindIt) {
            kept.release(message.id());
            return List.of();
        }
    }

    /** Goes on with kept messages whose turn has come. */
    void goOn(List<Kept> next) {
        Deque<Received> pending = new ArrayDeque<>();
        ready(next, pending);
        drain(pending);
    }

    private void drain(Deque<Received> pending) {
        while (!pending.isEmpty()) {
            handleRound(nextRound(pending), pending);
        }
    }

    /** Takes what can share a transaction: at most one message per lane of those that want to be alone. */
    private List<Received> nextRound(Deque<Received> pending) {
        List<Received> round = new ArrayList<>();
        List<Received> later = new ArrayList<>();
        Set<StreamId> closed = new HashSet<>();
        for (Received message : pending) {
            Object body = message.body();
            if (closed.contains(message.lane())) {
                later.add(message);
            } else {
                round.add(message);
                if (body != null && listener.alone(body)) {
                    closed.add(message.lane());
                }
            }
        }
        pending.clear();
        pending.addAll(later);
        return round;
    }

    private void handleRound(List<Received> round, Deque<Received> pending) {
        if (round.size() > 1 && handleTogether(round, pending)) {
            return;
        }
        for (Received message : round) {
            handleAlone(message, pending);
        }
    }

    private boolean handleTogether(List<Received> round, Deque<Received> pending) {
        try {
            ready(transaction.handle(round), pending);
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            log.debug("A batch of {} from {} failed, going one by one", round.size(), queue(), e);
            return false;
        }
    }

    private void handleAlone(Received message, Deque<Received> pending) {
        try {
            ready(transaction.handle(List.of(message)), pending);
        } catch (RuntimeException | StackOverflowError e) {
            Failure failure = Failure.of(e, message.attempts());
            putAside(message, failure);
            report(message, failure, e);
        }
    }

    /** What listens for parked messages must not keep one from being parked. */
    private void putAside(Received message, Failure failure) {
        try {
            transaction.putAside(message, failure, true);
        } catch (RuntimeException e) {
            if (DatabaseAway.isBehind(e) || DatabaseAway.isBusyBehind(e)) {
                throw e;
            }
            transaction.putAside(message, failure, false);
            log.error(
                    "{} {} is parked, but who waits for it was not told",
                    message.lane(),
                    message.envelope().id(),
                    e);
        }
    }

    private void report(Received message, Failure failure, Throwable cause) {
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
                    "{} {} of {} failed and is tried again in {} s: {}",
                    envelope.type(),
                    envelope.id(),
                    message.lane(),
                    failure.pause().toSeconds(),
                    failure.cause());
        }
    }

    private void ready(List<Kept> messages, Deque<Received> pending) {
        for (Kept message : messages.reversed()) {
            try {
                pending.addFirst(reader.read(message));
            } catch (UnreadableMessage e) {
                throw new IllegalStateException("a kept message cannot be read any more: " + message.id(), e);
            }
        }
    }
}
