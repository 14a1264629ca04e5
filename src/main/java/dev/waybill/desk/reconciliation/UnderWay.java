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
 * Messages about a subject that were said and not yet handled, and that no outbox holds and nobody has parked.
 *
 * @param from the first of them
 * @param to the last of them that nobody knows where it is
 * @param queued how many messages still wait for the receiver: these may be among them
 * @param since when the publisher last moved the subject
 */
record UnderWay(
        String subject,
        String publisher,
        String exchange,
        String receiver,
        long sent,
        long from,
        long to,
        long queued,
        Instant since) {

    /** All that is under way between contexts which have answered. */
    static List<UnderWay> in(Map<String, ContextBooks> books) {
        List<UnderWay> all = new ArrayList<>();
        for (Topology.Queue queue : Topology.QUEUES) {
            String publisher = publisherOf(queue);
            ContextBooks from = books.get(publisher);
            ContextBooks to = books.get(queue.context());
            if (from != null && to != null) {
                from.entries().values().forEach(entry -> between(entry, publisher, queue, to, all));
            }
        }
        return all;
    }

    /** Events are said by their owner; what a context is told, order tells it. */
    private static String publisherOf(Topology.Queue queue) {
        return publisherOn(queue.exchange());
    }

    private static String publisherOn(String exchange) {
        return Topology.senders(exchange).stream().findFirst().orElse("");
    }

    private static void between(
            Entry entry, String publisher, Topology.Queue queue, ContextBooks receivers, List<UnderWay> all) {
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
        all.add(new UnderWay(
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

    /** The lane that it is in. */
    String lane() {
        return String.join("|", subject, exchange, receiver);
    }

    /** What of the publisher's it is, whoever misses it. */
    String loss() {
        return subject + "|" + exchange;
    }

    /** Whether both ends of a lane are among these contexts. */
    static boolean isBetween(String lane, Set<String> contexts) {
        String[] parts = lane.split("\\|"); // subjects are ids and SKUs, the last two parts are ours
        return contexts.contains(publisherOn(parts[parts.length - 2])) && contexts.contains(parts[parts.length - 1]);
    }

    /** They did not come for longer than patience allows; what several contexts miss was lost once. */
    static List<Violation> lost(List<UnderWay> overdue) {
        Map<String, List<UnderWay>> losses = new TreeMap<>();
        overdue.forEach(one ->
                losses.computeIfAbsent(one.loss(), key -> new ArrayList<>()).add(one));
        return losses.values().stream().map(UnderWay::disagreement).toList();
    }

    private static Violation disagreement(List<UnderWay> missedBy) {
        long from = missedBy.stream().mapToLong(UnderWay::from).min().orElseThrow();
        UnderWay first = missedBy.stream()
                .filter(one -> one.from == from)
                .min(Comparator.comparing(UnderWay::receiver))
                .orElseThrow();
        String handled = missedBy.stream()
                .map(one -> one.receiver + " has handled " + (one.from - 1) + " of them")
                .collect(Collectors.joining(", "));
        if (from > first.to) { // the next one is there
            return new Violation(
                    "I4",
                    first.receiver,
                    first.publisher,
                    first.subject,
                    "kept " + first.exchange,
                    "%s has said %d on %s, %s, and keeps the next one although its turn has come"
                            .formatted(first.publisher, first.sent, first.exchange, handled),
                    first.since,
                    RepairPlan.none("look at the receiver's log; a later message of the same subject moves it on"));
        }
        String missing = from == first.to ? "message " + from + " is" : "messages " + from + " to " + first.to + " are";
        return new Violation(
                "I4",
                first.publisher,
                first.receiver,
                first.subject,
                "lost " + first.exchange,
                "%s has said %d on %s, %s: %s in no outbox, in no queue and not parked"
                        .formatted(first.publisher, first.sent, first.exchange, handled, missing),
                first.since,
                RepairPlan.sayAgain(first.publisher, first.exchange, from, first.to));
    }
}
