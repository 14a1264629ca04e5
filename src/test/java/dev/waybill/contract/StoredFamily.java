package dev.waybill.contract;

import dev.waybill.billing.application.Bills;
import dev.waybill.billing.domain.BillEvent;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.application.Catalogue;
import dev.waybill.ecommerce.domain.CartEvent;
import dev.waybill.ecommerce.domain.CatalogueEvent;
import dev.waybill.inventory.application.StockStreams;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.shipping.application.Shipments;
import dev.waybill.shipping.domain.ShipmentEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * The events of one kind of aggregate, whose samples are kept in a folder of their own, one for each schema version.
 *
 * @param beginning what has to have happened before a sample can
 */
record StoredFamily<S, E>(
        String folder,
        Class<E> events,
        EventTypes<E> types,
        Decider<S, ?, E> decider,
        List<Class<? extends E>> beginning) {

    static final List<StoredFamily<?, ?>> ALL = List.of(
            new StoredFamily<>(
                    "order",
                    OrderEvent.class,
                    Orders.EVENT_TYPES,
                    Orders.DECIDER,
                    List.of(OrderEvent.OrderPlaced.class, OrderEvent.LinesChanged.class)),
            new StoredFamily<>(
                    "billing",
                    BillEvent.class,
                    Bills.EVENT_TYPES,
                    Bills.DECIDER,
                    List.of(BillEvent.BillableAmountCalculated.class, BillEvent.AuthorizationRequested.class)),
            new StoredFamily<>("ecommerce", CatalogueEvent.class, Catalogue.EVENT_TYPES, Catalogue.DECIDER, List.of()),
            new StoredFamily<>("ecommerce/cart", CartEvent.class, Carts.EVENT_TYPES, Carts.DECIDER, List.of()),
            new StoredFamily<>(
                    "inventory/stock",
                    StockEvent.class,
                    StockStreams.ITEM_EVENTS,
                    StockStreams.ITEM,
                    List.of(StockEvent.StockReceived.class)),
            new StoredFamily<>(
                    "inventory/reservation",
                    ReservationEvent.class,
                    StockStreams.RESERVATION_EVENTS,
                    StockStreams.RESERVATION,
                    List.of(ReservationEvent.StockAsked.class)),
            new StoredFamily<>(
                    "inventory/queue",
                    QueueEvent.class,
                    StockStreams.QUEUE_EVENTS,
                    StockStreams.QUEUE,
                    List.of(QueueEvent.OrderQueued.class)),
            new StoredFamily<>(
                    "shipping",
                    ShipmentEvent.class,
                    Shipments.EVENT_TYPES,
                    Shipments.DECIDER,
                    List.of(ShipmentEvent.ShipmentRequested.class)));

    /** The samples of all schema versions of all events that were ever stored. */
    Stream<StoredSample<S, E>> samples() {
        return types.names().stream()
                .sorted()
                .flatMap(name -> Stream.iterate(1, version -> version + 1)
                        .limit(types.versionOf(name))
                        .map(version -> new StoredSample<>(this, name, version)));
    }

    /** The state after the beginning and an event. */
    S after(E event) {
        S begun = decider.replay(
                decider.initial(),
                beginning.stream().map(type -> type.cast(Samples.of(type))).toList());
        return decider.evolve().apply(begun, event);
    }
}
