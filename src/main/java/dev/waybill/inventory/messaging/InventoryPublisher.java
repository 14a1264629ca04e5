package dev.waybill.inventory.messaging;

import dev.waybill.contract.Item;
import dev.waybill.contract.inventory.InventoryEvent.StockBackOrdered;
import dev.waybill.contract.inventory.InventoryEvent.StockIssued;
import dev.waybill.contract.inventory.InventoryEvent.StockReceived;
import dev.waybill.contract.inventory.InventoryEvent.StockReleased;
import dev.waybill.contract.inventory.InventoryEvent.StockReserved;
import dev.waybill.inventory.Stock;
import dev.waybill.inventory.domain.AllocationAnswer;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.platform.context.ContextRuntime;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Tells the others what became of an order's stock. */
@Component
public class InventoryPublisher {

    private final ContextRuntime parts;

    InventoryPublisher(@Qualifier("inventoryParts") ContextRuntime parts) {
        this.parts = parts;
    }

    /** Answers an order. */
    public void answer(AllocationAnswer answer) {
        switch (answer) {
            case AllocationAnswer.Reserved(var orderId, var revision, var items) ->
                send(orderId, new StockReserved(orderId, revision, items(items)));
            case AllocationAnswer.BackOrdered(var orderId, var revision, var place, var held, var missing) ->
                send(orderId, new StockBackOrdered(orderId, revision, place, items(held), items(missing)));
            case AllocationAnswer.Released(var orderId, var revision) ->
                send(orderId, new StockReleased(orderId, revision));
            case AllocationAnswer.Issued(var orderId, var revision, var items) ->
                send(orderId, new StockIssued(orderId, revision, items(items)));
        }
    }

    /** Publishes that pieces of a SKU were received. */
    public void received(String sku, int quantity, String reference) {
        parts.outbox().send(Stock.itemOf(sku), sku, receipt(sku, quantity, reference), null);
    }

    /** What was said of a delivery. */
    public Object receipt(String sku, int quantity, String reference) {
        return new StockReceived(sku, quantity, reference);
    }

    private void send(String orderId, Object message) {
        parts.outbox().send(Stock.reservationOf(orderId), orderId, message, null);
    }

    private static List<Item> items(Needs needs) {
        return needs.pieces().entrySet().stream()
                .map(need -> new Item(need.getKey(), need.getValue()))
                .toList();
    }
}
