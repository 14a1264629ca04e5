package dev.waybill.platform.audit;

import dev.waybill.platform.audit.AuditedContext.Mended;
import dev.waybill.platform.audit.AuditedContext.Repair;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.messaging.Outbox;
import dev.waybill.platform.messaging.SentMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends lost messages again. Where the stored events determine every message, the lost ones are sent under their own
 * sequence numbers; otherwise their numbers are filled with messages without content, so that the messages behind them are
 * handled, and the publisher sends its current state.
 */
public final class LostMessages {

    private final Transactions transactions;
    private final Outbox outbox;

    /** The messages of one context. */
    public LostMessages(Transactions transactions, Outbox outbox) {
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /**
     * Sends the messages of a repair again, with the current transaction.
     *
     * @param derived all messages about the subject on that exchange, as derived from the stored events; may be fewer or more
     *     than were really sent
     * @param owner whose personal data they carry; null for none
     * @param currentState sends the current state
     */
    public Mended sendAgain(
            StreamId stream, Repair repair, List<SentMessage> derived, @Nullable String owner, Runnable currentState) {
        long sent = transactions.current().head(stream).sent(repair.exchange());
        if (repair.from() < 1 || repair.to() > sent) {
            return Mended.impossible("only " + sent + " messages were ever sent to " + repair.exchange());
        }
        boolean known = derived.size() == sent;
        for (long number = repair.from(); number <= repair.to(); number++) {
            if (known) {
                outbox.repeat(repair.subject(), derived.get(Math.toIntExact(number - 1)), owner, number);
            } else {
                outbox.fill(stream, repair.subject(), repair.exchange(), number);
            }
        }
        if (known) {
            return Mended.done("sent again under its own number: " + names(derived, repair));
        }
        currentState.run();
        return Mended.done(
                "filled the numbers " + repair.from() + " to " + repair.to() + " and sent the current state");
    }

    private static String names(List<SentMessage> derived, Repair repair) {
        return derived.subList(Math.toIntExact(repair.from() - 1), Math.toIntExact(repair.to())).stream()
                .map(sent -> sent.message().getClass().getSimpleName())
                .reduce((one, other) -> one + ", " + other)
                .orElse("nothing");
    }
}
