package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.desk.DeskAnswer.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the books of each context have to say of an order, given where order says that it is; minor units, pieces. */
final class OrderRules {

    private static final Set<String> TERMINAL = Set.of("COMPLETED", "CANCELLED");
    private static final Set<String> AUTHORIZED = Set.of("AUTHORIZED", "BACK_ORDERED", "RESERVED");
    private static final Set<String> ON_ITS_WAY = Set.of("DISPATCHED", "DELIVERED");
    private static final String LOOK = "look at the order's events and at ";

    private OrderRules() {}

    /** What one context's books say against order's; null for nothing. */
    static @Nullable Disagreement of(String context, Entry order, Standing status, Entry entry) {
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

    /** Something is held for an order that does not exist; null when nothing is. */
    static @Nullable Disagreement orphan(String context, Entry entry, Standing held) {
        boolean holds = amount(held, "held") > 0
                || amount(held, "captured") > amount(held, "refunded")
                || Set.of("WAITING", "RESERVED", "REQUESTED", "BOOKED").contains(held.status());
        return holds
                ? new Disagreement(
                        "I1",
                        "order",
                        context,
                        entry.subject(),
                        "unknown order",
                        context + " holds something for it (" + held.status() + " " + held.amounts() + held.pieces()
                                + "), but order knows no such order",
                        entry.since(),
                        RepairPlan.none("order's events of it are gone: restore them, or have what is held let go"))
                : null;
    }

    private static @Nullable Disagreement billing(Pair pair) {
        String status = pair.status.status();
        Standing bill = pair.peer;
        long captured = amount(bill, "captured");
        long refunded = amount(bill, "refunded");
        long kept = captured - refunded;
        long held = amount(bill, "held");
        String saysOrder = "order says captured %d, refunded %d"
                .formatted(amount(pair.status, "captured"), amount(pair.status, "refunded"));
        String saysBilling = "billing says captured %d, refunded %d, held %d".formatted(captured, refunded, held);
        var askAgain = RepairPlan.askAgain("billing");
        boolean released = bill != null && bill.status().equals("RELEASED");
        var look = RepairPlan.none(LOOK + "the bill, its ledger and the provider's books");
        if (status.equals("CANCELLED") && kept > 0) {
            return pair.broken("I3", "kept", saysBilling, released ? look : askAgain);
        }
        if (TERMINAL.contains(status) && held > 0) {
            return pair.broken("I6", "held", saysBilling, released || status.equals("COMPLETED") ? look : askAgain);
        }
        if (amount(pair.status, "captured") != captured || amount(pair.status, "refunded") != refunded) {
            return pair.broken("I3", "money", saysOrder + "; " + saysBilling, look);
        }
        if (status.equals("COMPLETED") && kept != amount(pair.status, "total")) {
            return pair.broken(
                    "I3", "total", "the total is " + amount(pair.status, "total") + "; " + saysBilling, look);
        }
        if (AUTHORIZED.contains(status) && held + captured == 0 && amount(pair.status, "total") > 0) {
            return pair.broken("I3", "unsecured", saysBilling, look);
        }
        return null;
    }

    private static @Nullable Disagreement inventory(Pair pair) {
        String status = pair.status.status();
        String phase = pair.peer == null ? "NONE" : pair.peer.status();
        Map<String, Long> pieces = pair.peer == null ? Map.of() : pair.peer.pieces();
        boolean same = pieces.equals(pair.status.pieces());
        String says = "inventory says " + phase + " " + pieces;
        var askAgain = RepairPlan.askAgain("inventory");
        var look = RepairPlan.none(LOOK + "the reservation's and the stock's");
        return switch (status) {
            case "BACK_ORDERED" ->
                phase.equals("WAITING")
                        ? null
                        : pair.broken("I2", "queue", says, phase.equals("NONE") ? askAgain : look);
            case "RESERVED", "PAID" ->
                phase.equals("RESERVED") && same
                        ? null
                        : pair.broken("I2", "pieces", says, phase.equals("NONE") ? askAgain : look);
            case "SHIPPED" ->
                Set.of("RESERVED", "ISSUED").contains(phase) && same ? null : pair.broken("I2", "pieces", says, look);
            case "COMPLETED" -> {
                if (phase.equals("RESERVED")) {
                    yield pair.broken("I6", "reserved", says, askAgain);
                }
                yield phase.equals("ISSUED") && same ? null : pair.broken("I2", "pieces", says, look);
            }
            case "CANCELLED" ->
                Set.of("WAITING", "RESERVED").contains(phase)
                        ? pair.broken("I6", "reserved", says, askAgain)
                        : phase.equals("ISSUED") ? pair.broken("I2", "pieces", says, look) : null;
            default -> null;
        };
    }

    private static @Nullable Disagreement shipping(Pair pair) {
        String status = pair.status.status();
        String shipment = pair.peer == null ? "NONE" : pair.peer.status();
        String says = "shipping says " + shipment;
        var look = RepairPlan.none(LOOK + "the shipment's, and ask the carrier where the parcel is");
        return switch (status) {
            case "PAID" ->
                shipment.equals("NONE") ? pair.broken("I1", "shipment", says, RepairPlan.askAgain("shipping")) : null;
            case "SHIPPED" -> ON_ITS_WAY.contains(shipment) ? null : pair.broken("I3", "parcel", says, look);
            case "COMPLETED" -> shipment.equals("DELIVERED") ? null : pair.broken("I3", "parcel", says, look);
            case "CANCELLED" ->
                Set.of("NONE", "CANCELLED").contains(shipment) ? null : pair.broken("I3", "parcel", says, look);
            default -> null;
        };
    }

    /** The shop hears of the orders that came from its carts alone. */
    private static @Nullable Disagreement ecommerce(Pair pair) {
        String status = pair.status.status();
        return pair.peer == null
                        || !TERMINAL.contains(status)
                        || pair.peer.status().equals(status)
                ? null
                : pair.broken(
                        "I5",
                        "told",
                        "the shop was told " + pair.peer.status(),
                        RepairPlan.none(LOOK + "what the shop keeps of its orders; the customer sees the shop's word"));
    }

    private static @Nullable Disagreement desk(Pair pair) {
        String status = pair.status.status();
        if (pair.peer == null) {
            return pair.broken("I5", "view", "the desk shows no such order", RepairPlan.rebuild());
        }
        boolean ended = TERMINAL.contains(status) || TERMINAL.contains(pair.peer.status());
        return ended && !pair.peer.status().equals(status)
                ? pair.broken("I5", "view", "the desk shows " + pair.peer.status(), RepairPlan.rebuild())
                : null;
    }

    private static long amount(@Nullable Standing standing, String name) {
        return standing == null ? 0 : standing.amounts().getOrDefault(name, 0L);
    }

    /** Order's line and the other context's, which have handled all of each other's messages. */
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

        Disagreement broken(String invariant, String what, String detail, RepairPlan repair) {
            return new Disagreement(
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
