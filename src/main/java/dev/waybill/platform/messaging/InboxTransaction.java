package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Head;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Handles a batch of messages in one transaction: locks their lanes, passes over what was handled before, keeps what is
 * early, and lets the listener handle the rest in order. The head's sequence is the inbox of a lane; only messages
 * outside of any order leave their id in the inbox table.
 */
final class InboxTransaction {

    private static final Logger log = LoggerFactory.getLogger(InboxTransaction.class);

    private final Listener listener;
    private final Transactions transactions;
    private final KeptMessages kept;
    private final JdbcTemplate jdbc;
    private final String insert;

    InboxTransaction(
            Listener listener, Transactions transactions, KeptMessages kept, JdbcTemplate jdbc, String schema) {
        this.listener = listener;
        this.transactions = transactions;
        this.kept = kept;
        this.jdbc = jdbc;
        this.insert = "insert into " + schema + ".inbox (message_id) values (?) on conflict do nothing";
    }

    /** Handles the batch; the result is what had been kept and can be handled next. */
    List<KeptMessages.Kept> handle(List<Received> batch) {
        return transactions.in(() -> {
            UnitOfWork work = transactions.current();
            work.lock(listener.locksFirst());
            Set<StreamId> lanes = batch.stream().map(Received::lane).collect(Collectors.toSet());
            work.lock(lanes);
            List<Object> bodies = new ArrayList<>();
            batch.stream().map(Received::body).filter(Objects::nonNull).forEach(bodies::add);
            listener.prepare(bodies);
            listener.around(bodies, () -> batch.forEach(message -> handle(work, message)));
            return ready(work, lanes);
        });
    }

    /** Puts a message aside that failed for good; only its lane waits for it. */
    void park(Received message, String cause, int attempts) {
        transactions.run(() -> {
            if (message.keptAs() != null) {
                kept.failed(message.keptAs(), cause, attempts);
            } else if (kept.keep(message, cause, attempts)) {
                transactions.current().head(message.lane()).keptBy(1);
            }
        });
    }

    private void handle(UnitOfWork work, Received message) {
        Head head = work.head(message.lane());
        Envelope envelope = message.envelope();
        Long sequence = envelope.sequence();
        if (message.keptAs() != null) {
            head.keptBy(-kept.delete(message.keptAs()));
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
            if (kept.keep(message, null, 0)) {
                head.keptBy(1);
            }
            log.debug("Kept {} of {}: sequence {} came before {}", envelope.type(), message.lane(), sequence, next);
        } else {
            deliver(work, message);
            head.receivedUpTo(message.publisher(), sequence);
        }
    }

    private void deliver(UnitOfWork work, Received message) {
        Object body = message.body();
        if (body != null) {
            Envelope envelope = message.envelope();
            work.because(new Cause(envelope.correlationId(), envelope.id(), envelope.traceparent()));
            listener.handle(body);
        }
    }

    private List<KeptMessages.Kept> ready(UnitOfWork work, Set<StreamId> lanes) {
        List<StreamId> waiting =
                lanes.stream().filter(lane -> work.head(lane).kept() > 0).toList();
        return waiting.isEmpty()
                ? List.of()
                : kept.waiting(waiting).stream()
                        .filter(message -> message.sequence()
                                <= work.head(StreamId.parse(message.lane())).received(message.publisher()) + 1)
                        .toList();
    }
}
