package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderLeftQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderQueued;
import dev.waybill.inventory.domain.BackOrderQueue.Waiting;
import dev.waybill.inventory.domain.Reservation.Phase;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides which order gets which pieces. This is the only place where an order is back-ordered and where a back-order is
 * filled.
 *
 * <p>The rules: an order gets all that it needs, or it waits. Each waiting order has one place in the queue over all its
 * SKUs, the oldest first. Pieces that an older order needs are given to no younger one, even if they would be enough for it;
 * pieces that exceed the needs of all older orders are given. A changed order keeps what is reserved for it, and its place.
 * After each decision no order waits for pieces that are available to it.
 *
 * <p>Therefore a decision looks at few of the waiting orders: at those that need, together with all older ones, more of a SKU
 * than was available before and not more than is available now.
 */
public final class Allocation {

    /** The events in their order, and the answers to the orders whose stock they concern. */
    public record Decision(List<AllocationEvent> events, List<AllocationAnswer> answers) {}

    /** How many pieces of a SKU were available, and how many the order in question waited for, before the decision. */
    private record Before(long available, int waitedFor) {}

    private final AllocationPlan plan;

    private Allocation(AllocationPlan plan) {
        this.plan = plan;
    }

    /** What a command leads to. A command that is repeated, or that a newer one has overtaken, leads to no event. */
    public static Decision decide(Holdings holdings, AllocationCommand command) {
        var plan = new AllocationPlan(holdings);
        var allocation = new Allocation(plan);
        switch (command) {
            case AllocationCommand.Reserve reserve -> allocation.reserve(reserve);
            case AllocationCommand.Release release -> allocation.release(release);
            case AllocationCommand.Issue issue -> allocation.issue(issue);
            case AllocationCommand.Receive receive -> allocation.receive(receive);
        }
        return plan.decision();
    }

    private void reserve(AllocationCommand.Reserve command) {
        String orderId = command.orderId();
        Reservation before = plan.reservation(orderId);
        if (before.isClosed() || command.revision() < before.revision()) {
            return;
        }
        if (command.revision() == before.revision()) {
            answer(orderId);
            return;
        }
        Map<String, Before> was = before(before, command.wanted());
        plan.change(orderId, new ReservationEvent.StockAsked(command.revision(), command.wanted()));
        giveBack(orderId, before.held().minus(command.wanted()));
        allocate(orderId, before.place(), command.wanted().minus(before.held()));
        answer(orderId);
        fill(was, before.place());
    }

    private void giveBack(String orderId, Needs surplus) {
        if (!surplus.isEmpty()) {
            plan.move(surplus, quantity -> new StockItem.Command.ReleasePieces(orderId, quantity));
            plan.change(orderId, new ReservationEvent.StockReturned(surplus));
        }
    }

    /** Reserves all that an order still needs, or has it wait: at the place that it has, else at the end. */
    private void allocate(String orderId, long waitedAt, Needs needs) {
        long place = waitedAt > 0 ? waitedAt : Math.incrementExact(plan.queue().lastPlace());
        Needs missing = missing(needs, place);
        if (missing.isEmpty()) {
            take(orderId, waitedAt, needs);
            plan.change(orderId, new ReservationEvent.StockReserved(needs));
        } else {
            plan.change(new OrderQueued(place, orderId, needs));
            plan.change(orderId, new ReservationEvent.StockBackOrdered(place, missing));
        }
    }

    private void release(AllocationCommand.Release command) {
        Reservation before = plan.reservation(command.orderId());
        Map<String, Before> was = before(before, Needs.NONE);
        if (!before.isClosed()) {
            plan.move(before.held(), quantity -> new StockItem.Command.ReleasePieces(command.orderId(), quantity));
            leave(before.place());
            plan.change(command.orderId(), new ReservationEvent.StockReleased(command.revision()));
        }
        plan.answer(new AllocationAnswer.Released(command.orderId(), command.revision()));
        fill(was, before.place());
    }

    private void issue(AllocationCommand.Issue command) {
        Reservation before = plan.reservation(command.orderId());
        if (before.phase() == Phase.RESERVED) {
            plan.move(before.held(), quantity -> new StockItem.Command.IssuePieces(command.orderId(), quantity));
            plan.change(command.orderId(), new ReservationEvent.StockIssued(command.revision()));
        }
        if (before.phase() == Phase.RESERVED || before.phase() == Phase.ISSUED) {
            plan.answer(new AllocationAnswer.Issued(command.orderId(), command.revision(), before.wanted()));
        }
    }

    private void receive(AllocationCommand.Receive command) {
        Map<String, Before> was = Map.of(command.sku(), new Before(plan.available(command.sku()), 0));
        plan.move(command.sku(), new StockItem.Command.ReceivePieces(command.reference(), command.quantity()));
        fill(was, 0);
    }

    /** Fills the waiting orders for which enough has become available, the oldest first. */
    private void fill(Map<String, Before> was, long place) {
        Map<Long, Waiting> reached = reached(was, place);
        Set<String> skus = new TreeSet<>();
        reached.values().forEach(order -> skus.addAll(order.needs().pieces().keySet()));
        plan.loadStock(skus);
        Map<String, Needs> filled = new LinkedHashMap<>();
        reached.forEach((waitsAt, order) -> {
            if (missing(order.needs(), waitsAt).isEmpty()) {
                take(order.orderId(), waitsAt, order.needs());
                filled.put(order.orderId(), order.needs());
            }
        });
        plan.loadReservations(filled.keySet());
        filled.forEach((orderId, needs) -> {
            plan.change(orderId, new ReservationEvent.StockReserved(needs));
            answer(orderId);
        });
    }

    /**
     * The waiting orders, by place, that need with all older ones more of a SKU than was available and not more than is. For
     * those behind the order in question, the sum was greater before by what that order does not wait for any more.
     */
    private Map<Long, Waiting> reached(Map<String, Before> was, long place) {
        BackOrderQueue queue = plan.queue();
        Map<Long, Waiting> reached = new TreeMap<>();
        was.forEach((sku, before) -> {
            int notWaitedFor = Math.max(0, before.waitedFor - queue.needed(sku, place));
            queue.reached(sku, before.available - notWaitedFor, plan.available(sku), waitsAt -> {
                Waiting order = queue.waiting().get(waitsAt);
                if (order != null) {
                    reached.put(waitsAt, order);
                }
            });
        });
        return reached;
    }

    /** What a decision about an order finds of the SKUs that it wants, wanted or holds. */
    private Map<String, Before> before(Reservation order, Needs wanted) {
        Set<String> skus = new TreeSet<>(wanted.pieces().keySet());
        skus.addAll(order.held().pieces().keySet());
        skus.addAll(order.wanted().pieces().keySet());
        plan.loadStock(skus);
        Map<String, Before> before = new TreeMap<>();
        skus.forEach(sku ->
                before.put(sku, new Before(plan.available(sku), plan.queue().needed(sku, order.place()))));
        return before;
    }

    /** What an order at that place lacks, once all older ones have theirs. */
    private Needs missing(Needs needs, long place) {
        Map<String, Integer> missing = new HashMap<>();
        needs.pieces()
                .forEach((sku, quantity) ->
                        missing.put(sku, quantity - Math.clamp(plan.availableAt(place, sku), 0, quantity)));
        return new Needs(missing);
    }

    private void take(String orderId, long place, Needs needs) {
        plan.move(needs, quantity -> new StockItem.Command.ReservePieces(orderId, quantity));
        leave(place);
    }

    private void leave(long place) {
        if (place > 0) {
            plan.change(new OrderLeftQueue(place));
        }
    }

    private void answer(String orderId) {
        AllocationAnswer.of(orderId, plan.reservation(orderId)).ifPresent(plan::answer);
    }
}
