package dev.waybill.order.application;

import dev.waybill.order.domain.OrderCommand.Place;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.process.OrderProcess;

/** Places an order and starts its process; one that is there already stays as it is. */
public class PlaceOrder {

    private final Orders orders;
    private final OrderProcess process;

    public PlaceOrder(Orders orders, OrderProcess process) {
        this.orders = orders;
        this.process = process;
    }

    /** Places an order with the current transaction. */
    public void place(OrderPlaced order) {
        if (orders.handle(order.orderId(), new Place(order)).changed()) {
            process.start(order.orderId());
        }
    }
}
