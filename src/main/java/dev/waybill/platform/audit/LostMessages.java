package dev.waybill.platform.audit;

import dev.waybill.platform.audit.AuditedContext.Mended;
import dev.waybill.platform.audit.AuditedContext.Repair;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.SentMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says again what has got lost on its way. Where the stored events tell what every message was, the lost ones are said
 * again under their own numbers; otherwise their numbers are filled with messages that say nothing, so that what waits
 * behind them goes on, and the publisher says how things are now.
 */
public final class LostMessages {

    private LostMessages() {}

    /**
     * Says the messages of a repair again, with the current transaction.
     *
     * @param said all messages about the subject on that exchange, as the stored events tell; may be fewer or more than
     *     were really said
     * @param owner whose personal data they carry; null for none
     * @param asItIsNow says how things are now
     */
    public static Mended sayAgain(
            ContextRuntime parts,
            StreamId stream,
            Repair repair,
            List<SentMessage> said,
            @Nullable String owner,
            Runnable asItIsNow) {
        long sent = parts.transactions().current().head(stream).sent(repair.exchange());
        if (repair.from() < 1 || repair.to() > sent) {
            return Mended.impossible("only " + sent + " messages were ever said to " + repair.exchange());
        }
        boolean known = said.size() == sent;
        for (long number = repair.from(); number <= repair.to(); number++) {
            if (known) {
                parts.outbox().repeat(repair.subject(), said.get(Math.toIntExact(number - 1)), owner, number);
            } else {
                parts.outbox().fill(stream, repair.subject(), repair.exchange(), number);
            }
        }
        if (known) {
            return Mended.done("said again under its own number: " + names(said, repair));
        }
        asItIsNow.run();
        return Mended.done(
                "filled the numbers " + repair.from() + " to " + repair.to() + " and said again how things are now");
    }

    private static String names(List<SentMessage> said, Repair repair) {
        return said.subList(Math.toIntExact(repair.from() - 1), Math.toIntExact(repair.to())).stream()
                .map(sent -> sent.message().getClass().getSimpleName())
                .reduce((one, other) -> one + ", " + other)
                .orElse("nothing");
    }
}
