package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.Allocation.Decision;
import dev.waybill.inventory.domain.AllocationEvent.QueueChanged;
import dev.waybill.inventory.domain.AllocationEvent.ReservationChanged;
import dev.waybill.inventory.domain.AllocationEvent.StockMoved;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** A decision in progress: the events so far, and the state that they lead to. */
final class AllocationPlan {

    private final Holdings before;
    private final Map<String, StockItem> stock = new HashMap<>();
    private final Map<String, Reservation> reservations = new HashMap<>();
    private final List<AllocationEvent> events = new ArrayList<>();
    private final List<AllocationAnswer> answers = new ArrayList<>();
    private BackOrderQueue queue;

    AllocationPlan(Holdings before) {
        this.before = before;
        this.queue = before.queue();
    }

    Decision decision() {
        return new Decision(List.copyOf(events), List.copyOf(answers));
    }

    BackOrderQueue queue() {
        return queue;
    }

    Reservation reservation(String orderId) {
        loadReservations(Set.of(orderId));
        return reservations.getOrDefault(orderId, Reservation.EMPTY);
    }

    /** Pieces of a SKU that are on hand and not reserved. */
    long available(String sku) {
        return item(sku).available();
    }

    /** Pieces of a SKU that are available to an order at that place, once all older ones have theirs. */
    long availableAt(long place, String sku) {
        return available(sku) - queue.neededBefore(sku, place);
    }

    /** Loads at once the stock that is about to be read. */
    void loadStock(Set<String> skus) {
        Set<String> unknown = new TreeSet<>(skus);
        unknown.removeAll(stock.keySet());
        if (!unknown.isEmpty()) {
            stock.putAll(before.stock(unknown));
        }
    }

    /** Loads at once the reservations that are about to be read. */
    void loadReservations(Collection<String> orderIds) {
        Set<String> unknown = new TreeSet<>(orderIds);
        unknown.removeAll(reservations.keySet());
        if (!unknown.isEmpty()) {
            reservations.putAll(before.reservations(unknown));
        }
    }

    void move(Needs needs, IntFunction<StockItem.Command> command) {
        loadStock(needs.pieces().keySet());
        needs.pieces().forEach((sku, quantity) -> move(sku, command.apply(quantity)));
    }

    void move(String sku, StockItem.Command command) {
        for (StockEvent event : StockItem.decide(item(sku), command)) {
            stock.put(sku, StockItem.evolve(item(sku), event));
            events.add(new StockMoved(sku, event));
        }
    }

    void change(String orderId, ReservationEvent event) {
        reservations.put(orderId, Reservation.evolve(reservation(orderId), event));
        events.add(new ReservationChanged(orderId, event));
    }

    void change(QueueEvent event) {
        queue = BackOrderQueue.evolve(queue, event);
        events.add(new QueueChanged(event));
    }

    void answer(AllocationAnswer answer) {
        answers.add(answer);
    }

    private StockItem item(String sku) {
        loadStock(Set.of(sku));
        return stock.getOrDefault(sku, StockItem.NONE);
    }
}
