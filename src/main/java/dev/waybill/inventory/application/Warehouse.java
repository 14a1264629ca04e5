package dev.waybill.inventory.application;

import dev.waybill.inventory.domain.Allocation;
import dev.waybill.inventory.domain.AllocationAnswer;
import dev.waybill.inventory.domain.AllocationCommand;
import dev.waybill.inventory.domain.AllocationEvent;
import dev.waybill.inventory.domain.AllocationEvent.ReservationChanged;
import dev.waybill.inventory.domain.AllocationEvent.StockMoved;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.inventory.domain.StockItem.StockEvent.StockReceived;
import dev.waybill.inventory.publishing.InventoryPublisher;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.web.ProblemException;
import java.util.Optional;

/**
 * Carries out what {@link Allocation} decides: loads, lets it decide, records and answers. Everything here runs inside a
 * transaction that holds the queue's lock.
 */
public final class Warehouse {

    private static final String NO_ORDER = "";

    private final Stock stock;
    private final InventoryPublisher publisher;

    public Warehouse(Stock stock, InventoryPublisher publisher) {
        this.stock = stock;
        this.publisher = publisher;
    }

    /** The order needs these items at this revision; the answer names what it has, or what it waits for. */
    public void reserve(String orderId, int revision, Needs wanted) {
        carryOut(orderId, new AllocationCommand.Reserve(orderId, revision, wanted));
    }

    /** The order needs nothing any more; it is answered even if it never had anything. */
    public void release(String orderId, int revision) {
        carryOut(orderId, new AllocationCommand.Release(orderId, revision));
    }

    /** What is reserved for the order has left the warehouse. */
    public void issue(String orderId, int revision) {
        carryOut(orderId, new AllocationCommand.Issue(orderId, revision));
    }

    /**
     * Receives pieces, and gives them at once to orders that waited for them. The same reference again adds nothing; the
     * result is the number of pieces that it was booked with.
     */
    public int receive(String sku, String reference, int quantity) {
        Optional<Integer> booked = stock.receipt(sku, reference);
        if (booked.isEmpty()) {
            requireRoom(sku, quantity);
            carryOut(NO_ORDER, new AllocationCommand.Receive(sku, reference, quantity));
        }
        return booked.orElse(quantity);
    }

    /** Publishes the state of an order's stock again; nothing for an order that has asked for none. */
    void republish(String orderId) {
        AllocationAnswer.of(orderId, stock.reservation(orderId)).ifPresent(this::publish);
    }

    private void carryOut(String orderId, AllocationCommand command) {
        Allocation.Decision decision = Allocation.decide(stock, command);
        decision.events().forEach(event -> {
            String concerned = event instanceof ReservationChanged(var changed, var reservation) ? changed : orderId;
            concerning(concerned, orderId, () -> record(event));
        });
        decision.answers().forEach(answer -> concerning(answer.orderId(), orderId, () -> publish(answer)));
    }

    /** What another order gets follows from the queue, not from a person: its messages name no other customer. */
    private static void concerning(String concerned, String commanded, Runnable recording) {
        boolean another = !concerned.equals(commanded);
        try (var scope = CurrentInitiator.set(another ? Initiator.SYSTEM : CurrentInitiator.get())) {
            recording.run();
        }
    }

    /** Deliveries are published; other movements of stock are not. */
    private void record(AllocationEvent event) {
        stock.record(event);
        if (event instanceof StockMoved(var sku, StockReceived received)) {
            publisher.publish(StockStreams.itemOf(sku), received);
        }
    }

    private void publish(AllocationAnswer answer) {
        publisher.publish(StockStreams.reservationOf(answer.orderId()), answer);
    }

    private void requireRoom(String sku, int quantity) {
        StockItem item = stock.item(sku);
        if (!item.hasRoomFor(quantity)) {
            throw ProblemException.unprocessable(
                    "too-many-pieces",
                    "%d pieces of %s were received before; with %d more it would be over %d, the most that can be counted"
                            .formatted(item.received(), sku, quantity, StockItem.MOST),
                    "quantity");
        }
    }
}
