package dev.waybill.contract.desk;

import dev.waybill.contract.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the other contexts answer to desk's questions. */
public sealed interface DeskAnswer extends Message {

    /**
     * What a context has recorded, all of it as of one instant; sent in parts.
     *
     * @param part from 1 to parts
     * @param findings what is wrong with the context's own books; this part of it
     * @param queued how many messages wait in its queues, by the exchange that they are bound to
     * @param turns in how many turns all open subjects are reported; null is one
     */
    record BooksReported(
            String run,
            String context,
            int part,
            int parts,
            List<Finding> findings,
            Map<String, Long> queued,
            List<Entry> entries,
            @Nullable Integer turns)
            implements DeskAnswer {
        @Override
        public String subject() {
            return run;
        }
    }

    /** What became of a repair: whether it was done (or was not needed any more), and what was done. */
    record BooksMended(String repair, String context, boolean done, String detail) implements DeskAnswer {
        @Override
        public String subject() {
            return repair;
        }
    }

    /**
     * Something that should always hold and does not.
     *
     * @param invariant its number, I1 to I9
     * @param subject the order or the SKU
     * @param repair the kind of repair that would heal it; null for none
     */
    record Finding(
            String invariant,
            String subject,
            String detail,
            @Nullable String repair) {}

    /**
     * A line of the books.
     *
     * @param since when it came to where it is
     * @param standing where the subject is there; null for one that this context does not know
     * @param sent the last sequence sent about the subject, by exchange
     * @param received the last sequence handled, by publisher and exchange, as {@code order>order.events}
     * @param unsent the first sequence that is still to be published, by exchange
     * @param early the first sequence that came before its predecessor and waits, by publisher and exchange
     * @param parked the publishers and exchanges whose next message is parked with its cause
     */
    record Entry(
            String subject,
            Instant since,
            @Nullable Standing standing,
            Map<String, Long> sent,
            Map<String, Long> received,
            Map<String, Long> unsent,
            Map<String, Long> early,
            List<String> parked) {}

    /**
     * Where a subject is in a context's books.
     *
     * @param status in the context's own words
     * @param busy whether an outside party is being asked, so that the books are about to move by themselves
     * @param amounts minor units, by what they are
     * @param pieces set aside or issued, by SKU
     * @param expected what the other contexts' books have to hold then; absent for books that expect nothing
     */
    record Standing(
            String status,
            int revision,
            boolean busy,
            Map<String, Long> amounts,
            Map<String, Long> pieces,
            @Nullable Expected expected) {}

    /**
     * What the other contexts' books have to hold of a subject.
     *
     * @param ended whether the subject has ended, so that nothing may be held for it any more
     * @param statuses those in which another context's books agree, by context; one that is not named may be in any
     */
    record Expected(boolean ended, Map<String, List<String>> statuses) {}
}
