package dev.waybill.inventory;

import dev.waybill.inventory.domain.BackOrderQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderLeftQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderQueued;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Reservation.Phase;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.inventory.domain.StockItem.Command;
import dev.waybill.inventory.messaging.InventoryPublisher;
import dev.waybill.platform.web.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Gives stock to orders. Everything here runs inside a transaction that holds the queue's lock. All lines of an order or
 * none; what an order has reserved it keeps through its revisions.
 */
@Component
public class Warehouse {

    private final Stock stock;
    private final InventoryPublisher publisher;

    Warehouse(Stock stock, InventoryPublisher publisher) {
        this.stock = stock;
        this.publisher = publisher;
    }

    /** The order needs these items at this revision; it is told what it has, or what it waits for. */
    public void reserve(String orderId, int revision, Needs wanted) {
        Reservation before = stock.reservation(orderId);
        if (before.isClosed() || revision < before.revision()) {
            return;
        }
        if (revision == before.revision()) {
            answer(orderId, before);
            return;
        }
        stock.reservation(orderId, new ReservationEvent.StockAsked(revision, wanted));
        Needs surplus = before.held().minus(wanted);
        if (!surplus.isEmpty()) {
            stock.move(surplus, quantity -> new Command.Release(orderId, quantity));
            stock.reservation(orderId, new ReservationEvent.StockReturned(surplus));
        }
        answer(orderId, allocate(orderId, before.place(), wanted.minus(before.held())));
        if (!surplus.isEmpty() || before.phase() == Phase.WAITING) {
            fillQueue();
        }
    }

    private Reservation allocate(String orderId, long waitedAt, Needs needs) {
        BackOrderQueue queue = stock.queue();
        long place = waitedAt > 0 ? waitedAt : Math.incrementExact(queue.lastPlace());
        Map<String, Long> free =
                queue.freeFor(place, stock.available(needs.pieces().keySet()));
        if (needs.fitIn(free)) {
            return take(orderId, waitedAt, needs);
        }
        stock.queue(new OrderQueued(place, orderId, needs));
        return stock.reservation(orderId, new ReservationEvent.StockBackOrdered(place, missing(needs, free)));
    }

    private Reservation take(String orderId, long waitedAt, Needs needs) {
        stock.move(needs, quantity -> new Command.Reserve(orderId, quantity));
        if (waitedAt > 0) {
            stock.queue(new OrderLeftQueue(waitedAt));
        }
        return stock.reservation(orderId, new ReservationEvent.StockReserved(needs));
    }

    private static Needs missing(Needs needs, Map<String, Long> free) {
        Map<String, Integer> missing = new HashMap<>();
        needs.pieces().forEach((sku, quantity) -> {
            long there = Math.clamp(free.getOrDefault(sku, 0L), 0, quantity);
            missing.put(sku, Math.toIntExact(quantity - there));
        });
        return new Needs(missing);
    }

    private void answer(String orderId, Reservation now) {
        switch (now.phase()) {
            case RESERVED -> publisher.reserved(orderId, now.revision(), now.wanted());
            case WAITING -> publisher.backOrdered(orderId, now.revision(), now.place(), now.held(), now.missing());
            case NONE, RELEASED, ISSUED ->
                throw new IllegalStateException("no answer to an order whose stock is " + now.phase());
        }
    }

    /** The order needs nothing any more; it is told so even if it never had anything. */
    public void release(String orderId, int revision) {
        Reservation before = stock.reservation(orderId);
        if (!before.isClosed()) {
            stock.move(before.held(), quantity -> new Command.Release(orderId, quantity));
            if (before.place() > 0) {
                stock.queue(new OrderLeftQueue(before.place()));
            }
            stock.reservation(orderId, new ReservationEvent.StockReleased(revision));
        }
        publisher.released(orderId, revision);
        if (!before.held().isEmpty() || before.place() > 0) {
            fillQueue();
        }
    }

    /** The order is told again how its stock is. */
    void sayAgain(String orderId) {
        Reservation now = stock.reservation(orderId);
        switch (now.phase()) {
            case RESERVED, WAITING -> answer(orderId, now);
            case RELEASED -> publisher.released(orderId, now.revision());
            case ISSUED -> publisher.issued(orderId, now.revision(), now.wanted());
            case NONE -> {} // it never asked
        }
    }

    /** What is reserved for the order has left the house. */
    public void issue(String orderId, int revision) {
        Reservation before = stock.reservation(orderId);
        if (before.phase() == Phase.RESERVED) {
            stock.move(before.held(), quantity -> new Command.Issue(orderId, quantity));
            stock.reservation(orderId, new ReservationEvent.StockIssued(revision));
        }
        if (before.phase() == Phase.RESERVED || before.phase() == Phase.ISSUED) {
            publisher.issued(orderId, revision, before.wanted());
        }
    }

    /**
     * Pieces come in, and orders that waited for them get theirs at once. The same reference again adds nothing: it says
     * how many pieces it was booked with.
     */
    public int receive(String sku, String reference, int quantity) {
        Optional<Integer> booked = stock.receipt(sku, reference);
        if (booked.isEmpty()) {
            requireRoom(sku, quantity);
            stock.item(sku, new Command.Receive(reference, quantity));
            publisher.received(sku, quantity, reference);
            fillQueue();
        }
        return booked.orElse(quantity);
    }

    private void requireRoom(String sku, int quantity) {
        StockItem item = stock.item(sku);
        if (!item.hasRoomFor(quantity)) {
            throw ProblemException.unprocessable(
                    "too-many-pieces",
                    "%d pieces of %s were received before; with %d more it would be over %d, the most that are counted"
                            .formatted(item.received(), sku, quantity, StockItem.MOST),
                    "quantity");
        }
    }

    private void fillQueue() {
        BackOrderQueue queue = stock.queue();
        if (queue.waiting().isEmpty()) {
            return;
        }
        Set<String> skus = new TreeSet<>();
        queue.waiting()
                .values()
                .forEach(order -> skus.addAll(order.needs().pieces().keySet()));
        List<BackOrderQueue.Waiting> filled = queue.filledBy(stock.available(skus));
        stock.prefetchReservations(
                filled.stream().map(BackOrderQueue.Waiting::orderId).toList());
        filled.forEach(order -> answer(
                order.orderId(),
                take(order.orderId(), stock.reservation(order.orderId()).place(), order.needs())));
    }
}
