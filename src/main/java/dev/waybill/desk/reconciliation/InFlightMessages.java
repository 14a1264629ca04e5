package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Messages about a subject that were sent and not yet handled, and are neither in an outbox nor parked.
 *
 * @param from the first of them
 * @param to the last of them whose place is unknown
 * @param queued how many messages still wait for the receiver: these may be among them
 * @param since when the publisher last moved the subject
 */
record InFlightMessages(
        String subject,
        String publisher,
        String exchange,
        String receiver,
        long sent,
        long from,
        long to,
        long queued,
        Instant since) {

    /** All messages in flight between the contexts that have answered. */
    static List<InFlightMessages> in(Map<String, AuditResult> books) {
        List<InFlightMessages> all = new ArrayList<>();
        for (Topology.Queue queue : Topology.QUEUES) {
            String publisher = publisherOf(queue);
            AuditResult from = books.get(publisher);
            AuditResult to = books.get(queue.context());
            if (from != null && to != null) {
                from.entries().values().forEach(entry -> between(entry, publisher, queue, to, all));
            }
        }
        return all;
    }

    /** Events are published by their owner; commands are sent by order. */
    private static String publisherOf(Topology.Queue queue) {
        return publisherOn(queue.exchange());
    }

    private static String publisherOn(String exchange) {
        return Topology.senders(exchange).stream().findFirst().orElse("");
    }

    private static void between(
            Entry entry, String publisher, Topology.Queue queue, AuditResult receivers, List<InFlightMessages> all) {
        String exchange = queue.exchange();
        long sent = entry.sent().getOrDefault(exchange, 0L);
        if (sent == 0) {
            return;
        }
        Entry receiver = receivers.entry(entry.subject());
        String lane = publisher + ">" + exchange;
        long received = receiver.received().getOrDefault(lane, 0L);
        long unsent = entry.unsent().getOrDefault(exchange, Long.MAX_VALUE);
        if (received >= sent || received + 1 >= unsent || receiver.parked().contains(lane)) {
            return;
        }
        long to = Math.min(sent, Math.min(unsent, receiver.early().getOrDefault(lane, Long.MAX_VALUE)) - 1);
        all.add(new InFlightMessages(
                entry.subject(),
                publisher,
                exchange,
                queue.context(),
                sent,
                received + 1,
                to == Long.MAX_VALUE - 1 ? sent : to,
                receivers.queued().getOrDefault(exchange, 0L),
                entry.since()));
    }

    /** The lane that they are in. */
    String lane() {
        return String.join("|", subject, exchange, receiver);
    }

    /** The publisher's messages that they are, whichever receiver misses them. */
    String loss() {
        return subject + "|" + exchange;
    }

    /** Whether both ends of a lane are among these contexts. */
    static boolean isBetween(String lane, Set<String> contexts) {
        String[] parts =
                lane.split("\\|"); // the subject is an id or SKU, the exchange and the receiver are the last two
        return contexts.contains(publisherOn(parts[parts.length - 2])) && contexts.contains(parts[parts.length - 1]);
    }

    /** The violations by messages that have not arrived within the patience; messages that several contexts miss were lost once. */
    static List<Violation> lost(List<InFlightMessages> overdue) {
        Map<String, List<InFlightMessages>> losses = new TreeMap<>();
        overdue.forEach(one ->
                losses.computeIfAbsent(one.loss(), key -> new ArrayList<>()).add(one));
        return losses.values().stream().map(InFlightMessages::violation).toList();
    }

    private static Violation violation(List<InFlightMessages> missedBy) {
        long from = missedBy.stream().mapToLong(InFlightMessages::from).min().orElseThrow();
        InFlightMessages first = missedBy.stream()
                .filter(one -> one.from == from)
                .min(Comparator.comparing(InFlightMessages::receiver))
                .orElseThrow();
        String handled = missedBy.stream()
                .map(one -> one.receiver + " has handled " + (one.from - 1) + " of them")
                .collect(Collectors.joining(", "));
        if (from > first.to) { // the next one has arrived
            return new Violation(
                    "I4",
                    first.receiver,
                    first.publisher,
                    first.subject,
                    "kept " + first.exchange,
                    "%s has sent %d on %s, %s, and still holds the next one back although its predecessor is handled"
                            .formatted(first.publisher, first.sent, first.exchange, handled),
                    first.since,
                    RepairPlan.none("look at the receiver's log; a later message about the same subject releases it"));
        }
        String missing = from == first.to ? "message " + from + " is" : "messages " + from + " to " + first.to + " are";
        return new Violation(
                "I4",
                first.publisher,
                first.receiver,
                first.subject,
                "lost " + first.exchange,
                "%s has sent %d on %s, %s: %s in no outbox, in no queue and not parked"
                        .formatted(first.publisher, first.sent, first.exchange, handled, missing),
                first.since,
                RepairPlan.republish(first.publisher, first.exchange, from, first.to));
    }
}
