package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem.StockEvent;

/** An event that the {@link Allocation} has decided, with the aggregate that it belongs to. */
public sealed interface AllocationEvent {

    /** Pieces of a SKU were received, reserved, released or issued. */
    record StockMoved(String sku, StockEvent event) implements AllocationEvent {}

    /** An order's reservation changed. */
    record ReservationChanged(String orderId, ReservationEvent event) implements AllocationEvent {}

    /** An order joined or left the queue. */
    record QueueChanged(QueueEvent event) implements AllocationEvent {}
}
