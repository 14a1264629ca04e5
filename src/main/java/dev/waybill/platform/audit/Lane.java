package dev.waybill.platform.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a context is in the messages about one subject.
 *
 * @param sent the last sequence sent, by exchange
 * @param received the last sequence handled, by publisher and exchange
 * @param unsent the first sequence that is still to be published, by exchange
 * @param early the first sequence that came before its predecessor and waits, by publisher and exchange
 * @param parked the publishers and exchanges whose next message is parked with its cause
 */
public record Lane(
        Map<String, Long> sent,
        Map<String, Long> received,
        Map<String, Long> unsent,
        Map<String, Long> early,
        Set<String> parked) {

    /** No message was sent or received. */
    static Lane empty() {
        return new Lane(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new TreeSet<>());
    }

    /** Adds what another head of the same subject counts; no two heads count the same messages. */
    void add(Map<String, Long> moreSent, Map<String, Long> moreReceived) {
        moreSent.forEach((exchange, sequence) -> sent.merge(exchange, sequence, Math::max));
        moreReceived.forEach((publisher, sequence) -> received.merge(publisher, sequence, Math::max));
    }

    /** A message is kept: parked with its cause, or too early. */
    void keeps(String publisher, long sequence, boolean isParked) {
        if (!isParked) {
            early.merge(publisher, sequence, Math::min);
        } else if (sequence == received.getOrDefault(publisher, 0L) + 1) {
            parked.add(publisher);
        }
    }
}
