package dev.waybill.contract.inventory;

import dev.waybill.contract.Item;
import dev.waybill.contract.Message;
import dev.waybill.contract.Quantity;
import java.util.List;

/** The events that inventory publishes. */
public sealed interface InventoryEvent extends Message {

    /** All items of the order are reserved. */
    record StockReserved(String orderId, int revision, List<Item> items) implements InventoryEvent {
        @Override
        public String subject() {
            return orderId;
        }
    }

    /**
     * Items are missing; the order keeps its place in the queue, and what it had reserved before a change of its lines.
     */
    record StockBackOrdered(String orderId, int revision, long place, List<Item> reserved, List<Item> missing)
            implements InventoryEvent {
        @Override
        public String subject() {
            return orderId;
        }
    }

    /** Nothing is reserved for the order any more, nor will be. */
    record StockReleased(String orderId, int revision) implements InventoryEvent {
        @Override
        public String subject() {
            return orderId;
        }
    }

    /** The reserved items have left the house. */
    record StockIssued(String orderId, int revision, List<Item> items) implements InventoryEvent {
        @Override
        public String subject() {
            return orderId;
        }
    }

    /** Pieces came in, 1 to 1,000,000. */
    record StockReceived(String sku, int quantity, String reference) implements InventoryEvent {

        /** Refuses a quantity that is none. */
        public StockReceived {
            Quantity.checked(quantity);
        }

        @Override
        public String subject() {
            return sku;
        }
    }
}
