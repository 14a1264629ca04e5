package dev.waybill.inventory;

import dev.waybill.inventory.domain.Allocation;
import dev.waybill.inventory.domain.AllocationAnswer;
import dev.waybill.inventory.domain.AllocationCommand;
import dev.waybill.inventory.domain.AllocationEvent;
import dev.waybill.inventory.domain.AllocationEvent.ReservationChanged;
import dev.waybill.inventory.domain.AllocationEvent.StockMoved;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.inventory.domain.StockItem.StockEvent.StockReceived;
import dev.waybill.inventory.messaging.InventoryPublisher;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.web.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Carries out what {@link Allocation} decides: loads, lets it decide, records and answers. Everything here runs inside a
 * transaction that holds the queue's lock.
 */
@Component
public class Warehouse {

    private static final String NO_ORDER = "";

    private final Stock stock;
    private final InventoryPublisher publisher;

    Warehouse(Stock stock, InventoryPublisher publisher) {
        this.stock = stock;
        this.publisher = publisher;
    }

    /** The order needs these items at this revision; the answer says what it has, or what it waits for. */
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
     * Pieces come in, and orders that waited for them get theirs at once. The same reference again adds nothing: it says
     * how many pieces it was booked with.
     */
    public int receive(String sku, String reference, int quantity) {
        Optional<Integer> booked = stock.receipt(sku, reference);
        if (booked.isEmpty()) {
            requireRoom(sku, quantity);
            carryOut(NO_ORDER, new AllocationCommand.Receive(sku, reference, quantity));
        }
        return booked.orElse(quantity);
    }

    /** Publishes again how an order's stock is; nothing for an order that has asked for none. */
    void sayAgain(String orderId) {
        AllocationAnswer.of(orderId, stock.reservation(orderId)).ifPresent(publisher::answer);
    }

    private void carryOut(String orderId, AllocationCommand command) {
        Allocation.Decision decision = Allocation.decide(stock.holdings(), command);
        decision.events().forEach(event -> {
            String concerned = event instanceof ReservationChanged(var changed, var reservation) ? changed : orderId;
            concerning(concerned, orderId, () -> happens(event));
        });
        decision.answers().forEach(answer -> concerning(answer.orderId(), orderId, () -> publisher.answer(answer)));
    }

    /** What another order gets is the queue's turn and no person's doing: its messages name no other customer. */
    private static void concerning(String concerned, String commanded, Runnable recording) {
        boolean another = !concerned.equals(commanded);
        try (var scope = CurrentInitiator.set(another ? Initiator.SYSTEM : CurrentInitiator.get())) {
            recording.run();
        }
    }

    /** Deliveries are published; what else moves stock is not. */
    private void happens(AllocationEvent event) {
        stock.record(event);
        if (event instanceof StockMoved(var sku, StockReceived(var reference, var quantity))) {
            publisher.received(sku, quantity, reference);
        }
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
}
