package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.personal.PersonalJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Brings deliveries of one queue to a listener, many in one transaction. When a transaction fails its messages are tried
 * one by one; what still fails is parked with its cause, and only its own lane waits behind it. A database that is away
 * parks nothing: the queue waits for it.
 */
final class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final ObjectMapper JSON = PersonalJson.plain().build();
    private static final int ATTEMPTS = 3;

    private final Listener listener;
    private final PublishedLanguage language;
    private final String exchange;
    private final PersonalJson json;
    private final InboxTransaction transaction;
    private final KeptMessages kept;

    Inbox(
            Listener listener,
            PublishedLanguage language,
            PersonalJson json,
            InboxTransaction transaction,
            KeptMessages kept) {
        this.listener = listener;
        this.language = language;
        this.exchange = language.heardBy(listener.queue());
        this.json = json;
        this.transaction = transaction;
        this.kept = kept;
    }

    /** Handles deliveries; when it returns each of them is handled, kept or parked. */
    void handle(List<String> deliveries) throws InterruptedException {
        Deque<Received> pending = new ArrayDeque<>();
        for (String delivery : deliveries) {
            try {
                pending.add(received(EnvelopeJson.read(delivery), null));
            } catch (UnreadableMessage e) {
                log.error("Parked a delivery of {} that cannot be read: it {}", listener.queue(), e.getMessage());
                Pauses.untilAvailable(
                        listener.queue(), () -> kept.keepUnreadable(delivery, String.valueOf(e.getMessage())));
            }
        }
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

    private void handleRound(List<Received> round, Deque<Received> pending) throws InterruptedException {
        try {
            ready(transaction.handle(round), pending);
        } catch (RuntimeException e) {
            if (round.size() > 1) {
                log.debug("A batch of {} from {} failed, going one by one", round.size(), listener.queue(), e);
            }
            for (Received message : round) {
                handleAlone(message, pending);
            }
        }
    }

    private void handleAlone(Received message, Deque<Received> pending) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                ready(transaction.handle(List.of(message)), pending);
                return;
            } catch (RuntimeException e) {
                if (isAway(e)) {
                    log.warn("{} waits for the database: {}", listener.queue(), e.getMessage());
                    attempt = 0;
                } else if (attempt == ATTEMPTS) {
                    park(message, e);
                    return;
                }
                Pauses.after(attempt);
            }
        }
    }

    private void park(Received message, RuntimeException cause) throws InterruptedException {
        log.error(
                "Parked {} {} of {} after {} attempts; later messages of this subject wait behind it",
                message.envelope().type(),
                message.envelope().id(),
                message.lane(),
                ATTEMPTS,
                cause);
        Pauses.untilAvailable(listener.queue(), () -> transaction.park(message, cause.toString(), ATTEMPTS));
    }

    static boolean isAway(RuntimeException e) {
        return e instanceof CannotCreateTransactionException
                || e instanceof TransactionSystemException
                || e instanceof DataAccessResourceFailureException
                || e instanceof RecoverableDataAccessException
                || e instanceof TransientDataAccessException;
    }

    private void ready(List<KeptMessages.Kept> messages, Deque<Received> pending) {
        for (KeptMessages.Kept message : messages.reversed()) {
            try {
                pending.addFirst(received(
                        EnvelopeJson.read(
                                json.reveal(JSON.readTree(message.body())).toString()),
                        message.id()));
            } catch (UnreadableMessage | JsonProcessingException e) {
                throw new IllegalStateException("a kept message cannot be read any more: " + message.id(), e);
            }
        }
    }

    private Received received(Envelope envelope, @org.jspecify.annotations.Nullable Long keptAs)
            throws UnreadableMessage {
        Class<?> type = language.typeOf(exchange, envelope.type());
        try {
            Object body = type == null ? null : JSON.treeToValue(envelope.data(), type);
            return new Received(
                    envelope, body, listener.lane(envelope.subject()), envelope.source() + ">" + exchange, keptAs);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("is no " + envelope.type() + ": " + e.getOriginalMessage(), e);
        }
    }
}
