package dev.waybill.inventory;

import dev.waybill.inventory.domain.AllocationEvent;
import dev.waybill.inventory.domain.BackOrderQueue;
import dev.waybill.inventory.domain.Holdings;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.SnapshotFormat;
import dev.waybill.platform.eventstore.Step;
import dev.waybill.platform.eventstore.StreamId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The streams of inventory: stock items, reservations and the queue. Whoever moves any of them first locks the queue, so
 * that stock is given out by one transaction (of many messages) at a time: no deadlock, nobody overtakes.
 */
@Component
public class Stock {

    /** Stock items as a pure function. */
    public static final Decider<StockItem, StockEvent, StockEvent> ITEM =
            Decider.ofDecided(StockItem.NONE, StockItem::evolve);

    /** Reservations as a pure function. */
    public static final Decider<Reservation, ReservationEvent, ReservationEvent> RESERVATION =
            Decider.ofDecided(Reservation.EMPTY, Reservation::evolve);

    /** The queue as a pure function. */
    public static final Decider<BackOrderQueue, BackOrderQueue.QueueEvent, BackOrderQueue.QueueEvent> QUEUE =
            Decider.ofDecided(BackOrderQueue.EMPTY, BackOrderQueue::evolve);

    /** The stored names of what can happen to a stock item. */
    public static final EventTypes<StockEvent> ITEM_EVENTS = EventTypes.of(StockEvent.class);

    /** The stored names of what can happen to a reservation. */
    public static final EventTypes<ReservationEvent> RESERVATION_EVENTS = EventTypes.of(ReservationEvent.class);

    /** The stored names of what can happen to the queue. */
    public static final EventTypes<BackOrderQueue.QueueEvent> QUEUE_EVENTS =
            EventTypes.of(BackOrderQueue.QueueEvent.class);

    private static final String ALL = "all";

    private final ContextRuntime parts;
    private final Aggregates<StockItem, StockEvent, StockEvent> items;
    private final Aggregates<Reservation, ReservationEvent, ReservationEvent> reservations;
    private final Aggregates<BackOrderQueue, BackOrderQueue.QueueEvent, BackOrderQueue.QueueEvent> queue;

    Stock(@Qualifier("inventoryParts") ContextRuntime parts) {
        this.parts = parts;
        items = parts.aggregates("stock", ITEM, ITEM_EVENTS, new SnapshotFormat<>(StockItem.class, 1));
        reservations = parts.aggregates("reservation", RESERVATION, RESERVATION_EVENTS, state -> null);
        queue = parts.aggregates("queue", QUEUE, QUEUE_EVENTS, new SnapshotFormat<>(BackOrderQueue.class, 1));
    }

    /** The queue's head, locked before everything else. */
    public static StreamId queueLock() {
        return new StreamId("queue", ALL);
    }

    /** The stream of an order's reservation. */
    public static StreamId reservationOf(String orderId) {
        return new StreamId("reservation", orderId);
    }

    /** The stream of a SKU. */
    public static StreamId itemOf(String sku) {
        return new StreamId("stock", sku);
    }

    /** What the current transaction has locked, or locks now. */
    Holdings holdings() {
        return new Holdings() {
            @Override
            public BackOrderQueue queue() {
                return queue.locked(ALL);
            }

            @Override
            public Map<String, StockItem> stock(Set<String> skus) {
                items.prefetch(skus);
                return skus.stream().collect(Collectors.toMap(sku -> sku, items::locked));
            }

            @Override
            public Map<String, Reservation> reservations(Collection<String> orderIds) {
                reservations.prefetch(orderIds);
                return orderIds.stream().collect(Collectors.toMap(order -> order, reservations::locked));
            }
        };
    }

    /** Records what was decided, with the current transaction. */
    void record(AllocationEvent event) {
        switch (event) {
            case AllocationEvent.StockMoved(var sku, var moved) -> items.handle(sku, moved);
            case AllocationEvent.ReservationChanged(var orderId, var changed) -> reservations.handle(orderId, changed);
            case AllocationEvent.QueueChanged(var changed) -> queue.handle(ALL, changed);
        }
    }

    Reservation reservation(String orderId) {
        return reservations.locked(orderId);
    }

    StockItem item(String sku) {
        return items.locked(sku);
    }

    /** The pieces of a delivery that was booked before, under a reference that reads the same; an index finds it among any number of events. */
    Optional<Integer> receipt(String sku, String reference) {
        return parts
                .jdbc()
                .queryForList(
                        "select (data ->> 'quantity')::int from inventory.event"
                                + " where type = 'StockReceived' and stream = ? and inventory.comparable_text(data ->> 'reference')"
                                + " = inventory.comparable_text(?)",
                        Integer.class,
                        itemOf(sku).toString(),
                        reference)
                .stream()
                .findFirst();
    }

    /** Loads at once what a batch is about to touch: the orders' reservations, these SKUs and those they hold. */
    public void prefetch(Set<String> orderIds, Set<String> skus) {
        reservations.prefetch(orderIds);
        Set<String> all = new TreeSet<>(skus);
        orderIds.forEach(
                order -> all.addAll(reservations.locked(order).held().pieces().keySet()));
        items.prefetch(all);
    }

    /** The stock of a SKU as it is now; empty for one that never came in. */
    public Optional<StockItem> find(String sku) {
        return items.find(sku);
    }

    /** The stock that the stored events make, by SKU. */
    Map<String, StockItem> items(Collection<String> skus) {
        return items.past().replayed(skus);
    }

    /** The reservations that the stored events make, by order. */
    Map<String, Reservation> replayed(Collection<String> orderIds) {
        return reservations.past().replayed(orderIds);
    }

    /** The deliveries of a SKU, oldest first. */
    List<Step<StockItem, StockEvent>> deliveries(String sku) {
        return items.past().steps(sku).stream()
                .filter(step -> step.event() instanceof StockEvent.StockReceived)
                .toList();
    }

    /** Whether an id is that of an order which asked for stock. */
    public boolean isOrder(String id) {
        return reservations.find(id).isPresent();
    }

    /** How many pieces of a SKU waiting orders need. */
    public long needed(String sku) {
        return queue.find(ALL).orElse(BackOrderQueue.EMPTY).needed(sku);
    }
}
