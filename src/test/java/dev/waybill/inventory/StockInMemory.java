package dev.waybill.inventory;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dev.waybill.inventory.domain.BackOrderQueue;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.platform.context.ContextParts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The streams of inventory without a store: the same pure functions over maps. */
final class StockInMemory extends Stock {

    private static final ContextParts NO_PARTS =
            mock(ContextParts.class, withSettings().stubOnly());

    /** All that inventory knows at one moment. */
    record Snapshot(Map<String, StockItem> items, Map<String, Reservation> reservations, BackOrderQueue queue) {

        StockItem item(String sku) {
            return items.getOrDefault(sku, StockItem.NONE);
        }

        Reservation reservation(String orderId) {
            return reservations.getOrDefault(orderId, Reservation.EMPTY);
        }
    }

    private final Map<String, StockItem> items = new TreeMap<>();
    private final Map<String, Reservation> reservations = new TreeMap<>();
    private final Map<String, Integer> receipts = new HashMap<>();
    private BackOrderQueue queue = BackOrderQueue.EMPTY;

    StockInMemory() {
        super(NO_PARTS);
    }

    Snapshot snapshot() {
        return new Snapshot(new TreeMap<>(items), new TreeMap<>(reservations), queue);
    }

    @Override
    BackOrderQueue queue() {
        return queue;
    }

    @Override
    void queue(BackOrderQueue.QueueEvent event) {
        queue = QUEUE.replay(queue, QUEUE.decide().apply(queue, event));
    }

    @Override
    Reservation reservation(String orderId) {
        return reservations.getOrDefault(orderId, Reservation.EMPTY);
    }

    @Override
    Reservation reservation(String orderId, ReservationEvent event) {
        Reservation before = reservation(orderId);
        Reservation after = RESERVATION.replay(before, RESERVATION.decide().apply(before, event));
        reservations.put(orderId, after);
        return after;
    }

    @Override
    StockItem item(String sku) {
        return items.getOrDefault(sku, StockItem.NONE);
    }

    @Override
    void item(String sku, StockItem.Command command) {
        items.put(sku, ITEM.replay(item(sku), ITEM.decide().apply(item(sku), command)));
        if (command instanceof StockItem.Command.Receive(var reference, var quantity)) {
            receipts.put(sku + "/" + reference, quantity);
        }
    }

    @Override
    Optional<Integer> receipt(String sku, String reference) {
        return Optional.ofNullable(receipts.get(sku + "/" + reference));
    }

    @Override
    Map<String, Long> available(Collection<String> skus) {
        Map<String, Long> available = new HashMap<>();
        skus.forEach(sku -> available.put(sku, item(sku).available()));
        return available;
    }

    @Override
    void prefetchReservations(Collection<String> orderIds) {}
}
