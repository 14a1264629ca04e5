package dev.waybill.contract.desk;

import dev.waybill.contract.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What desk asks of the other contexts. Questions and their answers are in no order of messages and are not stored:
 * a process that receives no answer asks again, and an old question is not answered any more.
 */
public sealed interface DeskQuestion extends Message {

    /**
     * What do your books hold?
     *
     * @param of the contexts that are asked
     * @param everything whether a context checks all of its own books too
     * @param since asks for the subjects that are open or were moved since then; null for none but those named
     * @param most how many of those moved are enough, the newest
     * @param subjects asks for these in any case
     * @param turn which part of the open subjects is wanted of a context with very many; null is the first
     */
    record ReportBooks(
            String run,
            Instant askedAt,
            List<String> of,
            boolean everything,
            @Nullable Instant since,
            int most,
            List<String> subjects,
            @Nullable Integer turn)
            implements DeskQuestion {
        @Override
        public String subject() {
            return run;
        }
    }

    /**
     * Mend your books of a subject, if they still need it: doing it twice is doing it once.
     *
     * @param rehearsal whether nothing is to be changed: the answer describes what would be done
     * @param kind the repair, as a violation names it
     * @param peer the other context that it is about; empty for none
     * @param exchange whose messages are missing; empty when it is not about messages
     * @param from the first missing sequence
     * @param to the last missing sequence
     */
    record MendBooks(
            String repair,
            boolean rehearsal,
            String context,
            String kind,
            String subject,
            String peer,
            String exchange,
            long from,
            long to)
            implements DeskQuestion {}
}
