package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Head;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Handles a batch of messages in one transaction: locks their lanes, passes over what was handled before, keeps what is
 * early, and lets the rest be handled in order. The head's sequence is the inbox of a lane; only messages
 * outside of any order leave their id in the inbox table.
 */
final class InboxTransaction<M> {

    private static final Logger log = LoggerFactory.getLogger(InboxTransaction.class);

    private final Subscription<M> subscription;
    private final Transactions transactions;
    private final HeldMessages kept;
    private final JdbcTemplate jdbc;
    private final String insert;

    InboxTransaction(
            Subscription<M> subscription,
            Transactions transactions,
            HeldMessages kept,
            JdbcTemplate jdbc,
            String schema) {
        this.subscription = subscription;
        this.transactions = transactions;
        this.kept = kept;
        this.jdbc = jdbc;
        this.insert = "insert into " + schema + ".inbox (message_id) values (?) on conflict do nothing";
    }

    /** Handles the batch; the result is what had been kept and can be handled next. */
    List<HeldMessages.Kept> handle(List<Received<M>> batch) {
        return transactions.in(() -> {
            UnitOfWork work = transactions.current();
            work.lock(subscription.locksFirst());
            Set<StreamId> lanes = batch.stream().map(Received::lane).collect(Collectors.toSet());
            work.lock(lanes);
            List<M> bodies = new ArrayList<>();
            batch.stream().map(Received::body).filter(Objects::nonNull).forEach(bodies::add);
            subscription.loading().accept(bodies);
            subscription.around().accept(bodies, () -> batch.forEach(message -> handle(work, message)));
            return ready(work, lanes);
        });
    }

    /** Puts a message that failed aside, to be tried again or parked, and informs the parking hook if wanted. */
    void putAside(Received<M> message, Failure failure, boolean tell) {
        transactions.run(() -> {
            transactions.current().lock(subscription.locksFirst());
            Head head = transactions.current().head(message.lane());
            if (message.keptAs() != null) {
                kept.failed(message.keptAs(), failure);
                parked(message, message.keptAs(), failure, tell);
            } else {
                kept.keep(subscription.queue(), message, failure).ifPresent(id -> {
                    head.keptBy(1);
                    parked(message, id, failure, tell);
                });
            }
        });
    }

    private void parked(Received<M> message, long id, Failure failure, boolean tell) {
        if (tell && failure.pause() == null) {
            subscription.parking().parked(message.envelope(), id, failure.cause());
        }
    }

    /** Parks deliveries outside of all lanes: all of them or, when it fails, none. */
    void park(Map<Delivery, Failure> deliveries) {
        transactions.run(
                () -> deliveries.forEach((delivery, failure) -> kept.keepRaw(subscription.queue(), delivery, failure)));
    }

    /** Skips a kept message as if it had been handled, readable or not; the result is what can be handled next. */
    List<HeldMessages.Kept> pass(HeldMessages.Kept message) {
        return transactions.in(() -> {
            UnitOfWork work = transactions.current();
            if (message.lane() == null || message.publisher() == null) {
                kept.release(message.id());
                return List.of(); // nothing waits behind it
            }
            work.lock(subscription.locksFirst());
            StreamId lane = StreamId.parse(message.lane());
            Head head = work.head(lane);
            release(head, lane, message.id());
            if (message.sequence() == 0) {
                jdbc.update(insert, message.messageId());
            } else if (message.sequence() == head.received(message.publisher()) + 1) {
                head.receivedUpTo(message.publisher(), message.sequence());
            }
            return ready(work, Set.of(lane));
        });
    }

    private void handle(UnitOfWork work, Received<M> message) {
        Head head = work.head(message.lane());
        Envelope envelope = message.envelope();
        Long sequence = envelope.sequence();
        if (message.keptAs() != null) {
            release(head, message.lane(), message.keptAs());
        }
        if (sequence == null) {
            if (jdbc.update(insert, envelope.id()) == 1) {
                deliver(work, message);
            }
            return;
        }
        long next = head.received(message.publisher()) + 1;
        if (sequence < next) {
            log.debug("Passed over {} {} of {}: it was handled before", envelope.type(), envelope.id(), message.lane());
        } else if (sequence > next) {
            if (kept.keep(subscription.queue(), message, null).isPresent()) {
                head.keptBy(1);
            }
            log.debug("Kept {} of {}: sequence {} came before {}", envelope.type(), message.lane(), sequence, next);
        } else if (head.kept() > 0 && kept.hasFailed(message)) {
            log.debug(
                    "Passed over {} {} of {}: it has failed and is kept",
                    envelope.type(),
                    envelope.id(),
                    message.lane());
        } else {
            deliver(work, message);
            head.receivedUpTo(message.publisher(), sequence);
        }
    }

    private void release(Head head, StreamId lane, long id) {
        Optional<HeldMessages.Released> released = kept.release(id);
        if (released.isPresent() && released.get().counted()) {
            head.keptBy(-1);
        }
        if (released.isPresent() && released.get().parked()) {
            subscription.parking().released(lane.id(), id);
        }
    }

    private void deliver(UnitOfWork work, Received<M> message) {
        if (message.flaw() != null) {
            throw new FlawedMessage(message.flaw());
        }
        M body = message.body();
        if (body != null) {
            Envelope envelope = message.envelope();
            work.because(new Cause(envelope.correlationId(), envelope.id(), envelope.traceparent()));
            try (var scope = CurrentInitiator.set(message.initiator())) {
                subscription.handler().accept(body, envelope);
            }
        }
    }

    /** What had been kept and is next; claimed, so that it is tried soon also if this process does not get to it. */
    private List<HeldMessages.Kept> ready(UnitOfWork work, Set<StreamId> lanes) {
        List<StreamId> waiting =
                lanes.stream().filter(lane -> work.head(lane).kept() > 0).toList();
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<HeldMessages.Kept> next = kept.waiting(subscription.queue(), waiting).stream()
                .filter(message -> message.sequence()
                        <= work.head(StreamId.parse(String.valueOf(message.lane())))
                                        .received(String.valueOf(message.publisher()))
                                + 1)
                .toList();
        kept.claim(next);
        return next;
    }
}
