package dev.waybill.platform.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an audit asks of one context: where its subjects are, and the repairs that it knows. */
public interface AuditedContext {

    /** The name of the context that is audited. */
    String context();

    /** The categories of the streams whose heads count the messages of a subject. */
    List<String> categories();

    /** The subjects that have not ended in this context. */
    Collection<String> open();

    /** Where these subjects are; the unknown are left out. Asked inside one snapshot. */
    Map<String, AuditEntry> standings(Set<String> subjects);

    /** Does a repair inside the current transaction, if it is still needed; returns what was done. */
    default Mended mend(Repair repair) {
        return repair.kind().equals(Repair.SEND_AGAIN)
                ? sendAgain(repair)
                : Mended.impossible(context() + " knows no repair " + repair.kind());
    }

    /** Sends lost messages about a subject again, inside the current transaction. */
    Mended sendAgain(Repair repair);

    /**
     * What is to be mended.
     *
     * @param peer the other context that it is about; empty for none
     * @param exchange whose messages are missing; empty when it is not about messages
     */
    record Repair(String kind, String subject, String peer, String exchange, long from, long to) {

        /** Lost messages are sent again; the name is in stored repairs. */
        public static final String SEND_AGAIN = "say-again";
    }

    /** Whether a repair was done, or was not needed any more, and what that was. */
    record Mended(boolean done, String detail) {

        /** It was done. */
        public static Mended done(String what) {
            return new Mended(true, what);
        }

        /** It cannot be done. */
        public static Mended impossible(String why) {
            return new Mended(false, why);
        }
    }
}
