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
 * Handles a batch of messages in one transaction: locks their lanes, skips what was handled before, holds back what is
 * early, and has the rest handled in order. The head's sequence is the inbox of a lane; only messages outside of any
 * order leave their id in the inbox table.
 */
final class InboxTransaction<M> {

    private static final Logger log = LoggerFactory.getLogger(InboxTransaction.class);

    private final Subscription<M> subscription;
    private final Transactions transactions;
    private final HeldMessages held;
    private final JdbcTemplate jdbc;
    private final String insert;

    InboxTransaction(
            Subscription<M> subscription,
            Transactions transactions,
            HeldMessages held,
            JdbcTemplate jdbc,
            String schema) {
        this.subscription = subscription;
        this.transactions = transactions;
        this.held = held;
        this.jdbc = jdbc;
        this.insert = "insert into " + schema + ".inbox (message_id) values (?) on conflict do nothing";
    }

    /** Handles the batch; returns the held messages that can be handled next. */
    List<HeldMessages.Held> handle(List<Received<M>> batch) {
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

    /** Sets a failed message aside, to be retried or parked, and notifies the parking hook if asked to. */
    void setAside(Received<M> message, Failure failure, boolean notifyHook) {
        transactions.run(() -> {
            transactions.current().lock(subscription.locksFirst());
            Head head = transactions.current().head(message.lane());
            if (message.heldAs() != null) {
                held.failed(message.heldAs(), failure);
                parked(message, message.heldAs(), failure, notifyHook);
            } else {
                held.hold(subscription.queue(), message, failure).ifPresent(id -> {
                    head.countHeld(1);
                    parked(message, id, failure, notifyHook);
                });
            }
        });
    }

    private void parked(Received<M> message, long id, Failure failure, boolean notifyHook) {
        if (notifyHook && failure.pause() == null) {
            subscription.parking().parked(message.envelope(), id, failure.cause());
        }
    }

    /** Parks deliveries outside of all lanes: all of them or, when it fails, none. */
    void park(Map<Delivery, Failure> deliveries) {
        transactions.run(
                () -> deliveries.forEach((delivery, failure) -> held.holdRaw(subscription.queue(), delivery, failure)));
    }

    /** Skips a held message as if it had been handled, readable or not; returns what can be handled next. */
    List<HeldMessages.Held> skip(HeldMessages.Held message) {
        return transactions.in(() -> {
            UnitOfWork work = transactions.current();
            if (message.lane() == null || message.publisher() == null) {
                held.release(message.id());
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
        if (message.heldAs() != null) {
            release(head, message.lane(), message.heldAs());
        }
        if (sequence == null) {
            if (jdbc.update(insert, envelope.id()) == 1) {
                deliver(work, message);
            }
            return;
        }
        long next = head.received(message.publisher()) + 1;
        if (sequence < next) {
            log.debug("Skipped {} {} of {}: it was handled before", envelope.type(), envelope.id(), message.lane());
        } else if (sequence > next) {
            if (held.hold(subscription.queue(), message, null).isPresent()) {
                head.countHeld(1);
            }
            log.debug(
                    "Held back {} of {}: sequence {} came before {}", envelope.type(), message.lane(), sequence, next);
        } else if (head.held() > 0 && held.hasFailed(message)) {
            log.debug("Skipped {} {} of {}: it has failed and is held", envelope.type(), envelope.id(), message.lane());
        } else {
            deliver(work, message);
            head.receivedUpTo(message.publisher(), sequence);
        }
    }

    private void release(Head head, StreamId lane, long id) {
        Optional<HeldMessages.Released> released = held.release(id);
        if (released.isPresent() && released.get().counted()) {
            head.countHeld(-1);
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

    /** The held messages that are next; claimed, so that they are retried soon even if this process ends before. */
    private List<HeldMessages.Held> ready(UnitOfWork work, Set<StreamId> lanes) {
        List<StreamId> waiting =
                lanes.stream().filter(lane -> work.head(lane).held() > 0).toList();
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<HeldMessages.Held> next = held.waiting(subscription.queue(), waiting).stream()
                .filter(message -> message.sequence()
                        <= work.head(StreamId.parse(String.valueOf(message.lane())))
                                        .received(String.valueOf(message.publisher()))
                                + 1)
                .toList();
        held.claim(next);
        return next;
    }
}
