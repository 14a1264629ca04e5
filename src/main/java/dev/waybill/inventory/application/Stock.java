package dev.waybill.inventory.application;

import dev.waybill.inventory.domain.AllocationEvent;
import dev.waybill.inventory.domain.BackOrderQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent;
import dev.waybill.inventory.domain.Holdings;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Step;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stock items, reservations and the queue. Every transaction that changes one of them locks the queue first, so that one
 * transaction (of many messages) at a time gives out stock: there is no deadlock, and no order overtakes an older one.
 */
public final class Stock implements Holdings {

    private static final String RECEIPT = """
            select (data ->> 'quantity')::int from inventory.event
            where type = 'StockReceived' and stream = ?
              and inventory.comparable_text(data ->> 'reference') = inventory.comparable_text(?)""";

    private final Aggregates<StockItem, StockEvent, StockEvent> items;
    private final Aggregates<Reservation, ReservationEvent, ReservationEvent> reservations;
    private final Aggregates<BackOrderQueue, QueueEvent, QueueEvent> queue;
    private final JdbcTemplate jdbc;

    public Stock(
            Aggregates<StockItem, StockEvent, StockEvent> items,
            Aggregates<Reservation, ReservationEvent, ReservationEvent> reservations,
            Aggregates<BackOrderQueue, QueueEvent, QueueEvent> queue,
            JdbcTemplate jdbc) {
        this.items = items;
        this.reservations = reservations;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    /** The queue, locked by the current transaction. */
    @Override
    public BackOrderQueue queue() {
        return queue.locked(StockStreams.ALL);
    }

    /** The stock of these SKUs, locked by the current transaction. */
    @Override
    public Map<String, StockItem> stock(Set<String> skus) {
        items.prefetch(skus);
        return skus.stream().collect(Collectors.toMap(sku -> sku, items::locked));
    }

    /** The reservations of these orders, locked by the current transaction. */
    @Override
    public Map<String, Reservation> reservations(Collection<String> orderIds) {
        reservations.prefetch(orderIds);
        return orderIds.stream().collect(Collectors.toMap(order -> order, reservations::locked));
    }

    /** Records what was decided, with the current transaction. */
    void record(AllocationEvent event) {
        switch (event) {
            case AllocationEvent.StockMoved(var sku, var moved) -> items.handle(sku, moved);
            case AllocationEvent.ReservationChanged(var orderId, var changed) -> reservations.handle(orderId, changed);
            case AllocationEvent.QueueChanged(var changed) -> queue.handle(StockStreams.ALL, changed);
        }
    }

    Reservation reservation(String orderId) {
        return reservations.locked(orderId);
    }

    StockItem item(String sku) {
        return items.locked(sku);
    }

    /**
     * The pieces of a delivery that was booked before, under a reference that reads the same; an index finds it among any
     * number of events.
     */
    Optional<Integer> receipt(String sku, String reference) {
        return jdbc
                .queryForList(RECEIPT, Integer.class, StockStreams.itemOf(sku).toString(), reference)
                .stream()
                .findFirst();
    }

    /** Loads at once what a batch is about to change: the orders' reservations, these SKUs and those that they hold. */
    public void prefetch(Set<String> orderIds, Set<String> skus) {
        reservations.prefetch(orderIds);
        Set<String> all = new TreeSet<>(skus);
        orderIds.forEach(
                order -> all.addAll(reservations.locked(order).held().pieces().keySet()));
        items.prefetch(all);
    }

    /** The stock of a SKU as it is now; empty for one that was never received. */
    public Optional<StockItem> find(String sku) {
        return items.find(sku);
    }

    /** The stock that the stored events lead to, by SKU. */
    Map<String, StockItem> replayedItems(Collection<String> skus) {
        return items.past().replayed(skus);
    }

    /** The reservations that the stored events lead to, by order. */
    Map<String, Reservation> replayedReservations(Collection<String> orderIds) {
        return reservations.past().replayed(orderIds);
    }

    /** The deliveries of a SKU, oldest first. */
    List<Step<StockItem, StockEvent>> deliveries(String sku) {
        return items.past().steps(sku).stream()
                .filter(step -> step.event() instanceof StockEvent.StockReceived)
                .toList();
    }

    /** Whether an id is that of an order which has asked for stock. */
    public boolean isOrder(String id) {
        return reservations.find(id).isPresent();
    }

    /** How many pieces of a SKU waiting orders need. */
    public long needed(String sku) {
        return queue.find(StockStreams.ALL).orElse(BackOrderQueue.EMPTY).needed(sku);
    }
}
