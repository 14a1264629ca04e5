package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.desk.DeskAnswer.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the books of order with those of each other context, order by order. Two books are compared only while no
 * message between them is in flight: each has handled everything that the other has sent, so both know the same.
 */
final class Comparison {

    private static final Set<String> SERVICES = Set.of("billing", "inventory", "shipping");

    private final Map<String, AuditResult> books;

    Comparison(Map<String, AuditResult> books) {
        this.books = books;
    }

    /** All subjects that any context has reported. */
    Set<String> subjects() {
        Set<String> all = new TreeSet<>();
        books.values().forEach(context -> all.addAll(context.entries().keySet()));
        return all;
    }

    /** The violations between the books. */
    List<Violation> disagreements() {
        List<Violation> found = new ArrayList<>();
        AuditResult orders = books.get("order");
        if (orders != null) {
            subjects().forEach(subject -> compare(orders.entry(subject), subject, found));
        }
        return found;
    }

    private void compare(Entry order, String subject, List<Violation> found) {
        Standing standing = order.standing();
        for (AuditResult peer : books.values()) {
            Entry entry = peer.entry(subject);
            if (peer.context().equals("order")) {
                continue;
            }
            if (standing == null) {
                if (SERVICES.contains(peer.context()) && entry.standing() != null) {
                    add(found, OrderRules.orphan(peer.context(), entry, entry.standing()));
                }
            } else if (isQuiet(order, peer.context(), entry)) {
                add(found, OrderRules.of(peer.context(), order, standing, entry));
            }
        }
    }

    private static void add(List<Violation> found, @Nullable Violation disagreement) {
        if (disagreement != null) {
            found.add(disagreement);
        }
    }

    /** Whether each has handled everything that the other has sent, and no outside party is being asked. */
    private static boolean isQuiet(Entry order, String peer, Entry entry) {
        Standing standing = entry.standing();
        if (standing != null && standing.busy()) {
            return false;
        }
        if (SERVICES.contains(peer)) {
            return isHandled(order, "order", peer + ".commands", entry)
                    && isHandled(entry, peer, peer + ".events", order);
        }
        return isHandled(order, "order", "order.events", entry);
    }

    private static boolean isHandled(Entry publisher, String name, String exchange, Entry receiver) {
        long sent = publisher.sent().getOrDefault(exchange, 0L);
        long received = receiver.received().getOrDefault(name + ">" + exchange, 0L);
        return sent == received;
    }
}
