package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.Allocation.Decision;
import dev.waybill.inventory.domain.Reservation.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Stock, reservations and the queue in memory, the orders that ask for stock, and the answers to them. */
final class AllocationModel {

    /** The state that is decided on, at one moment. */
    record Snapshot(Map<String, StockItem> items, Map<String, Reservation> reservations, BackOrderQueue queue)
            implements Holdings {

        static final Snapshot NOTHING = new Snapshot(Map.of(), Map.of(), BackOrderQueue.EMPTY);

        StockItem item(String sku) {
            return items.getOrDefault(sku, StockItem.NONE);
        }

        Reservation reservation(String orderId) {
            return reservations.getOrDefault(orderId, Reservation.EMPTY);
        }

        @Override
        public Map<String, StockItem> stock(Set<String> skus) {
            return skus.stream().collect(Collectors.toMap(sku -> sku, this::item));
        }

        @Override
        public Map<String, Reservation> reservations(Collection<String> orderIds) {
            return orderIds.stream().collect(Collectors.toMap(order -> order, this::reservation));
        }

        Snapshot after(List<AllocationEvent> events) {
            var moved = new TreeMap<>(items);
            var changed = new TreeMap<>(reservations);
            BackOrderQueue line = queue;
            for (AllocationEvent event : events) {
                switch (event) {
                    case AllocationEvent.StockMoved(var sku, var move) ->
                        moved.put(sku, StockItem.evolve(moved.getOrDefault(sku, StockItem.NONE), move));
                    case AllocationEvent.ReservationChanged(var order, var change) ->
                        changed.put(order, Reservation.evolve(changed.getOrDefault(order, Reservation.EMPTY), change));
                    case AllocationEvent.QueueChanged(var change) -> line = BackOrderQueue.evolve(line, change);
                }
            }
            return new Snapshot(moved, changed, line);
        }
    }

    private final Map<String, String> lastAnswer = new HashMap<>();
    private final Set<String> booked = new HashSet<>();
    private final List<Runnable> handled = new ArrayList<>();
    private final Map<String, Integer> received = new HashMap<>();
    private Snapshot now = Snapshot.NOTHING;

    Snapshot now() {
        return now;
    }

    /** The last answer to an order, with its revision. */
    String lastAnswer(String orderId) {
        return lastAnswer.getOrDefault(orderId, "nothing");
    }

    /** The pieces of all deliveries so far. */
    int received(String sku) {
        return received.getOrDefault(sku, 0);
    }

    /** Whether an order may still ask for other items. */
    boolean isOpen(String orderId) {
        return !now.reservation(orderId).isClosed();
    }

    void asks(String orderId, Needs wanted) {
        if (isOpen(orderId)) {
            int revision = now.reservation(orderId).revision() + 1;
            handle(new AllocationCommand.Reserve(orderId, revision, wanted));
        }
    }

    /** The order's newest message has overtaken this one. */
    void asksLate(String orderId, Needs wanted) {
        int revision = now.reservation(orderId).revision() - 1;
        if (revision > 0) {
            decide(new AllocationCommand.Reserve(orderId, revision, wanted));
        }
    }

    void leaves(String orderId) {
        handle(new AllocationCommand.Release(orderId, now.reservation(orderId).revision()));
    }

    /** Only reserved stock is ever shipped. */
    void ships(String orderId) {
        Reservation reservation = now.reservation(orderId);
        if (reservation.phase() == Phase.RESERVED) {
            handle(new AllocationCommand.Issue(orderId, reservation.revision()));
        }
    }

    /** A delivery is booked once, however often it is reported. */
    void receives(String sku, int quantity) {
        String reference = "delivery-" + handled.size();
        received.merge(sku, quantity, Integer::sum);
        Runnable delivery = () -> {
            if (booked.add(reference)) {
                decide(new AllocationCommand.Receive(sku, reference, quantity));
            }
        };
        handled.add(delivery);
        delivery.run();
    }

    /** Any of the messages so far is delivered again. */
    void redeliver(int pick) {
        if (!handled.isEmpty()) {
            handled.get(pick % handled.size()).run();
        }
    }

    private void handle(AllocationCommand message) {
        handled.add(() -> decide(message));
        decide(message);
    }

    private void decide(AllocationCommand command) {
        Decision decision = Allocation.decide(now, command);
        now = now.after(decision.events());
        decision.answers().forEach(answer -> {
            switch (answer) {
                case AllocationAnswer.Reserved(var order, var revision, var items) -> note(order, "reserved", revision);
                case AllocationAnswer.BackOrdered(var order, var revision, var place, var held, var missing) ->
                    note(order, "backOrdered", revision);
                case AllocationAnswer.Released(var order, var revision) -> note(order, "released", revision);
                case AllocationAnswer.Issued(var order, var revision, var items) -> note(order, "issued", revision);
            }
        });
    }

    private void note(String orderId, String answer, int revision) {
        lastAnswer.put(orderId, answer + " at revision " + revision);
    }
}
