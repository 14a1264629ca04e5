package dev.waybill.inventory.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The orders that wait for stock, first come, first served: each has one place over all its SKUs. Here it is decided who
 * may take what: stock that an older waiting order needs is given to no younger one; what exceeds their needs is.
 *
 * @param waiting what each order still needs, by place
 */
public record BackOrderQueue(long lastPlace, Map<Long, Waiting> waiting) {

    /** Nobody waits. */
    public static final BackOrderQueue EMPTY = new BackOrderQueue(0, Map.of());

    /** An order in the queue, and the pieces that it waits for. */
    public record Waiting(String orderId, Needs needs) {}

    /** What can happen to the queue. */
    public sealed interface QueueEvent {
        /** An order waits at that place for these pieces. */
        record OrderQueued(long place, String orderId, Needs needs) implements QueueEvent {}

        /** The order at that place waits no longer. */
        record OrderLeftQueue(long place) implements QueueEvent {}
    }

    /** Both are decided by whoever holds the queue's lock. */
    public static List<QueueEvent> decide(BackOrderQueue queue, QueueEvent decided) {
        return List.of(decided);
    }

    /** The queue after an event. */
    public static BackOrderQueue evolve(BackOrderQueue queue, QueueEvent event) {
        var waiting = new TreeMap<>(queue.waiting);
        return switch (event) {
            case QueueEvent.OrderQueued(var place, var orderId, var needs) -> {
                waiting.put(place, new Waiting(orderId, needs));
                yield new BackOrderQueue(Math.max(place, queue.lastPlace), waiting);
            }
            case QueueEvent.OrderLeftQueue(var place) -> {
                waiting.remove(place);
                yield new BackOrderQueue(queue.lastPlace, waiting);
            }
        };
    }

    /** What of the available stock is free for an order at that place, once all older ones have theirs. */
    public Map<String, Long> freeFor(long place, Map<String, Long> available) {
        var free = new HashMap<>(available);
        waiting.forEach((older, order) -> {
            if (older < place) {
                take(order.needs(), free);
            }
        });
        return free;
    }

    /** The orders that the available stock fills, oldest first. */
    public List<Waiting> filledBy(Map<String, Long> available) {
        var free = new HashMap<>(available);
        List<Waiting> filled = new ArrayList<>();
        new TreeMap<>(waiting).forEach((place, order) -> {
            if (order.needs().fitIn(free)) {
                filled.add(order);
            }
            take(order.needs(), free);
        });
        return filled;
    }

    /** How many pieces of the SKU all waiting orders need. */
    public long needed(String sku) {
        return waiting.values().stream()
                .mapToLong(order -> order.needs().of(sku))
                .reduce(0, Math::addExact);
    }

    private static void take(Needs needs, Map<String, Long> free) {
        needs.pieces().forEach((sku, quantity) -> free.merge(sku, -(long) quantity, Math::addExact));
    }
}
