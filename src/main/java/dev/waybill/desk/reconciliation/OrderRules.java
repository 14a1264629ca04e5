package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.desk.DeskAnswer.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the books of each context hold of an order with what order expects of them; in minor units and pieces. What
 * a status of an order means is defined by the order context.
 */
final class OrderRules {

    /** The status in the books of a service that does not know the order. */
    private static final String NONE = "NONE";

    private static final Set<String> SET_ASIDE = Set.of("RESERVED", "ISSUED");
    private static final String LOOK = "compare the order's events with ";

    private OrderRules() {}

    /** How one context's books contradict order's; null when they agree. */
    static @Nullable Violation of(String context, Entry order, Standing status, Entry entry) {
        var pair = new Pair(context, order, status, entry);
        return switch (context) {
            case "billing" -> billing(pair);
            case "inventory" -> inventory(pair);
            case "shipping" -> shipping(pair);
            case "ecommerce" -> ecommerce(pair);
            case "desk" -> desk(pair);
            default -> null;
        };
    }

    /** A context holds something for an order that does not exist; null when it holds nothing. */
    static @Nullable Violation orphan(String context, Entry entry, Standing held) {
        boolean holds = amount(held, "held") > 0
                || amount(held, "captured") > amount(held, "refunded")
                || Set.of("WAITING", "RESERVED", "REQUESTED", "BOOKED").contains(held.status());
        return holds
                ? new Violation(
                        "I1",
                        "order",
                        context,
                        entry.subject(),
                        "unknown order",
                        context + " holds something for it (" + held.status() + " " + held.amounts() + held.pieces()
                                + "), but the order context does not know this order",
                        entry.since(),
                        RepairPlan.none(
                                "the order's events are missing: restore them, or have the context release what it holds"))
                : null;
    }

    private static @Nullable Violation billing(Pair pair) {
        Standing bill = pair.peer;
        long captured = amount(bill, "captured");
        long refunded = amount(bill, "refunded");
        long kept = amount(pair.status, "kept");
        long held = amount(bill, "held");
        String peerBooks = "billing has captured %d, refunded %d, held %d".formatted(captured, refunded, held);
        var look = RepairPlan.none(LOOK + "the bill, its ledger and the payment provider's records");
        boolean released = bill != null && bill.status().equals("RELEASED");
        var release = released || kept > 0 ? look : RepairPlan.askAgain("billing");
        if (pair.isEnded() && captured - refunded != kept) {
            return pair.broken("I3", "kept", "the order has ended with " + kept + " to keep; " + peerBooks, release);
        }
        if (pair.isEnded() && held > 0) {
            return pair.broken("I6", "held", peerBooks, release);
        }
        if (amount(pair.status, "captured") != captured || amount(pair.status, "refunded") != refunded) {
            String orderBooks = "order has captured %d, refunded %d"
                    .formatted(amount(pair.status, "captured"), amount(pair.status, "refunded"));
            return pair.broken("I3", "money", orderBooks + "; " + peerBooks, look);
        }
        return amount(pair.status, "secured") > 0 && held + captured == 0
                ? pair.broken("I3", "unsecured", peerBooks, look)
                : null;
    }

    private static @Nullable Violation inventory(Pair pair) {
        String phase = pair.peerStatus();
        Map<String, Long> pieces = pair.peer == null ? Map.of() : pair.peer.pieces();
        String peerBooks = "inventory has " + phase + " " + pieces;
        var askAgain = RepairPlan.askAgain("inventory");
        var look = RepairPlan.none(LOOK + "the events of the reservation and of the stock");
        if (pair.expects(phase)) {
            boolean differ = pair.isExpecting() && SET_ASIDE.contains(phase) && !pieces.equals(pair.status.pieces());
            return differ ? pair.broken("I2", "pieces", peerBooks, look) : null;
        }
        boolean issued = pair.expects("ISSUED");
        if (pair.isEnded() && (phase.equals("RESERVED") || phase.equals("WAITING") && !issued)) {
            return pair.broken("I6", "reserved", peerBooks, askAgain);
        }
        return pair.broken("I2", "pieces", peerBooks, phase.equals(NONE) && !issued ? askAgain : look);
    }

    private static @Nullable Violation shipping(Pair pair) {
        String shipment = pair.peerStatus();
        String peerBooks = "shipping has " + shipment;
        if (pair.expects(shipment)) {
            return null;
        }
        return shipment.equals(NONE) && pair.expects("REQUESTED")
                ? pair.broken("I1", "shipment", peerBooks, RepairPlan.askAgain("shipping"))
                : pair.broken(
                        "I3",
                        "parcel",
                        peerBooks,
                        RepairPlan.none(LOOK + "the events of the shipment, and ask the carrier where the parcel is"));
    }

    /** The shop is notified only of orders that came from its carts. */
    private static @Nullable Violation ecommerce(Pair pair) {
        return pair.peer == null || !pair.isEnded() || pair.isSame()
                ? null
                : pair.broken(
                        "I5",
                        "told",
                        "the shop has " + pair.peer.status(),
                        RepairPlan.none(LOOK + "the order's row in the shop; the customer sees the shop's status"));
    }

    private static @Nullable Violation desk(Pair pair) {
        if (pair.peer == null) {
            return pair.broken("I5", "view", "the desk does not show the order", RepairPlan.rebuild());
        }
        return (pair.isEnded() || isEnded(pair.peer)) && !pair.isSame()
                ? pair.broken("I5", "view", "the desk shows " + pair.peer.status(), RepairPlan.rebuild())
                : null;
    }

    private static boolean isEnded(Standing standing) {
        return standing.expected() != null && standing.expected().ended();
    }

    private static long amount(@Nullable Standing standing, String name) {
        return standing == null ? 0 : standing.amounts().getOrDefault(name, 0L);
    }

    /** The entries of order and of the other context, which have handled all of each other's messages. */
    private record Pair(
            String context,
            Entry order,
            Standing status,
            @Nullable Standing peer,
            Instant since) {

        Pair(String context, Entry order, Standing status, Entry entry) {
            this(
                    context,
                    order,
                    status,
                    entry.standing(),
                    entry.since().isAfter(order.since()) ? entry.since() : order.since());
        }

        String peerStatus() {
            return peer == null ? NONE : peer.status();
        }

        /** Whether order states what the other books have to hold now. */
        boolean isExpecting() {
            return status.expected() != null && status.expected().statuses().containsKey(context);
        }

        /** Whether a status of the other books agrees with what order states. */
        boolean expects(String other) {
            var expected = status.expected();
            List<String> statuses =
                    expected == null ? null : expected.statuses().get(context);
            return statuses == null || statuses.contains(other);
        }

        boolean isEnded() {
            return OrderRules.isEnded(status);
        }

        boolean isSame() {
            return peerStatus().equals(status.status());
        }

        Violation broken(String invariant, String what, String detail, RepairPlan repair) {
            return new Violation(
                    invariant,
                    context,
                    "order",
                    order.subject(),
                    what,
                    "the order is " + status.status() + "; " + detail,
                    since,
                    repair);
        }
    }
}
