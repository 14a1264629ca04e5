package dev.waybill.inventory.publishing;

import dev.waybill.contract.Item;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.inventory.InventoryEvent.StockBackOrdered;
import dev.waybill.contract.inventory.InventoryEvent.StockIssued;
import dev.waybill.contract.inventory.InventoryEvent.StockReleased;
import dev.waybill.contract.inventory.InventoryEvent.StockReserved;
import dev.waybill.inventory.domain.AllocationAnswer;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.StockItem.StockEvent.StockReceived;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Outbox;
import java.util.List;

/** Publishes how the stock of orders is, and which pieces were received. */
public final class InventoryPublisher {

    private final Outbox outbox;

    public InventoryPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Answers the order of a reservation, with the current transaction. */
    public void publish(StreamId reservation, AllocationAnswer answer) {
        send(reservation, message(answer));
    }

    /** Publishes that pieces of a stock item were received, with the current transaction. */
    public void publish(StreamId item, StockReceived received) {
        send(item, message(item.id(), received));
    }

    /** The message about a delivery of a SKU. */
    public static InventoryEvent message(String sku, StockReceived received) {
        return new InventoryEvent.StockReceived(sku, received.quantity(), received.reference());
    }

    private static InventoryEvent message(AllocationAnswer answer) {
        return switch (answer) {
            case AllocationAnswer.Reserved(var orderId, var revision, var items) ->
                new StockReserved(orderId, revision, items(items));
            case AllocationAnswer.BackOrdered(var orderId, var revision, var place, var held, var missing) ->
                new StockBackOrdered(orderId, revision, place, items(held), items(missing));
            case AllocationAnswer.Released(var orderId, var revision) -> new StockReleased(orderId, revision);
            case AllocationAnswer.Issued(var orderId, var revision, var items) ->
                new StockIssued(orderId, revision, items(items));
        };
    }

    private void send(StreamId stream, InventoryEvent message) {
        outbox.send(stream, stream.id(), message, null);
    }

    private static List<Item> items(Needs needs) {
        return needs.pieces().entrySet().stream()
                .map(need -> new Item(need.getKey(), need.getValue()))
                .toList();
    }
}
