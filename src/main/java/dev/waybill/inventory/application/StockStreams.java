package dev.waybill.inventory.application;

import dev.waybill.inventory.domain.BackOrderQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.SnapshotFormat;
import dev.waybill.platform.eventstore.StreamId;

/** The streams of inventory: their names, and how their events are stored and replayed. */
public final class StockStreams {

    /** The category of the stock items, by SKU. */
    public static final String ITEMS = "stock";

    /** The category of the reservations, by order. */
    public static final String RESERVATIONS = "reservation";

    /** The category of the queue, of which there is one. */
    public static final String QUEUES = "queue";

    /** The id of the one queue. */
    static final String ALL = "all";

    /** Stock items as a pure function. */
    public static final Decider<StockItem, StockEvent, StockEvent> ITEM =
            Decider.ofDecided(StockItem.NONE, StockItem::evolve);

    /** Reservations as a pure function. */
    public static final Decider<Reservation, ReservationEvent, ReservationEvent> RESERVATION =
            Decider.ofDecided(Reservation.EMPTY, Reservation::evolve);

    /** The queue as a pure function. */
    public static final Decider<BackOrderQueue, QueueEvent, QueueEvent> QUEUE =
            Decider.ofDecided(BackOrderQueue.EMPTY, BackOrderQueue::evolve);

    /** The stored names of what can happen to a stock item. */
    public static final EventTypes<StockEvent> ITEM_EVENTS = EventTypes.of(StockEvent.class);

    /** The stored names of what can happen to a reservation. */
    public static final EventTypes<ReservationEvent> RESERVATION_EVENTS = EventTypes.of(ReservationEvent.class);

    /** The stored names of what can happen to the queue. */
    public static final EventTypes<QueueEvent> QUEUE_EVENTS = EventTypes.of(QueueEvent.class);

    /** How stock items are stored in snapshots. */
    public static final SnapshotFormat<StockItem> ITEM_SNAPSHOTS = new SnapshotFormat<>(StockItem.class, 1);

    /** How the queue is stored in snapshots. */
    public static final SnapshotFormat<BackOrderQueue> QUEUE_SNAPSHOTS = new SnapshotFormat<>(BackOrderQueue.class, 1);

    private StockStreams() {}

    /** The stream of the queue, whose head every transaction locks before all others. */
    public static StreamId queue() {
        return new StreamId(QUEUES, ALL);
    }

    /** The stream of an order's reservation. */
    public static StreamId reservationOf(String orderId) {
        return new StreamId(RESERVATIONS, orderId);
    }

    /** The stream of a SKU. */
    public static StreamId itemOf(String sku) {
        return new StreamId(ITEMS, sku);
    }
}
