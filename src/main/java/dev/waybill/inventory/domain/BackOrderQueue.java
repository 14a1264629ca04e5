package dev.waybill.inventory.domain;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The orders that wait for stock, first come, first served: each has one place over all its SKUs. {@link Allocation} decides
 * which order gets what; its questions to the queue are answered here, each in logarithmic time.
 *
 * @param lastPlace the place that was given last
 * @param waiting what each order still needs, by place, the oldest first
 */
public record BackOrderQueue(long lastPlace, Map<Long, Waiting> waiting) {

    /** No order waits. */
    public static final BackOrderQueue EMPTY = new BackOrderQueue(0, Map.of());

    /** Indexes the waiting orders by SKU. */
    public BackOrderQueue {
        waiting = Places.of(waiting);
    }

    /** An order in the queue, and the pieces that it waits for. */
    public record Waiting(String orderId, Needs needs) {}

    /** What can happen to the queue. */
    public sealed interface QueueEvent {
        /** An order waits at that place for these pieces. */
        record OrderQueued(long place, String orderId, Needs needs) implements QueueEvent {}

        /** The order at that place waits no longer. */
        record OrderLeftQueue(long place) implements QueueEvent {}
    }

    /** The queue after an event. */
    public static BackOrderQueue evolve(BackOrderQueue queue, QueueEvent event) {
        return switch (event) {
            case QueueEvent.OrderQueued(var place, var orderId, var needs) ->
                new BackOrderQueue(
                        Math.max(place, queue.lastPlace), queue.places().with(place, new Waiting(orderId, needs)));
            case QueueEvent.OrderLeftQueue(var place) ->
                new BackOrderQueue(queue.lastPlace, queue.places().without(place));
        };
    }

    /** How many pieces of the SKU all waiting orders need. */
    public long needed(String sku) {
        return places().line(sku).weight();
    }

    /** How many pieces of the SKU the order at that place needs. */
    int needed(String sku, long place) {
        Waiting order = waiting.get(place);
        return order == null ? 0 : order.needs().of(sku);
    }

    /** How many pieces of the SKU all orders need that wait longer than one at that place. */
    long neededBefore(String sku, long place) {
        return places().line(sku).weightBefore(place);
    }

    /**
     * The places of the orders that need, together with all older ones, more than {@code more} and not more than
     * {@code notMore} pieces of the SKU; the oldest first.
     */
    void reached(String sku, long more, long notMore, LongConsumer place) {
        places().line(sku).between(more, notMore, entry -> place.accept(entry.key()));
    }

    private Places places() {
        return (Places) waiting;
    }

    /** All waiting orders by place, and their places by SKU; persistent: a changed copy shares nearly all of it. */
    private static final class Places extends AbstractMap<Long, Waiting> {

        private static final Line<Long, Boolean> NO_ORDERS = Line.empty();

        private final Line<Long, Waiting> all;
        private final Line<String, Line<Long, Boolean>> bySku;

        private Places(Line<Long, Waiting> all, Line<String, Line<Long, Boolean>> bySku) {
            this.all = all;
            this.bySku = bySku;
        }

        static Places of(Map<Long, Waiting> waiting) {
            if (waiting instanceof Places places) {
                return places;
            }
            var places = new Places(Line.empty(), Line.empty());
            for (var entry : waiting.entrySet()) {
                places = places.with(entry.getKey(), entry.getValue());
            }
            return places;
        }

        Places with(long place, Waiting order) {
            Places others = without(place);
            var skus = others.bySku;
            for (var need : order.needs().pieces().entrySet()) {
                String sku = need.getKey();
                skus = skus.with(sku, others.line(sku).with(place, true, need.getValue()), 0);
            }
            return new Places(others.all.with(place, order, 0), skus);
        }

        Places without(long place) {
            Waiting order = all.get(place);
            if (order == null) {
                return this;
            }
            var skus = bySku;
            for (String sku : order.needs().pieces().keySet()) {
                Line<Long, Boolean> left = line(sku).without(place);
                skus = left.isEmpty() ? skus.without(sku) : skus.with(sku, left, 0);
            }
            return new Places(all.without(place), skus);
        }

        Line<Long, Boolean> line(String sku) {
            Line<Long, Boolean> line = bySku.get(sku);
            return line == null ? NO_ORDERS : line;
        }

        @Override
        public @Nullable Waiting get(Object place) {
            return place instanceof Long number ? all.get(number) : null;
        }

        @Override
        public boolean containsKey(Object place) {
            return get(place) != null;
        }

        @Override
        public Set<Map.Entry<Long, Waiting>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public int size() {
                    return all.size();
                }

                @Override
                public Iterator<Map.Entry<Long, Waiting>> iterator() {
                    Iterator<Line.Entry<Long, Waiting>> entries = all.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Map.Entry<Long, Waiting> next() {
                            Line.Entry<Long, Waiting> entry = entries.next();
                            return Map.entry(entry.key(), entry.value());
                        }
                    };
                }
            };
        }
    }
}
