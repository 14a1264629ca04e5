package dev.waybill.order;

import dev.waybill.order.domain.OrderCommand.Place;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.process.OrderProcess;
import org.springframework.stereotype.Component;

/** Places an order and starts its process; one that is there already stays as it is. */
@Component
public class PlaceOrder {

    private final Orders orders;
    private final OrderProcess process;

    PlaceOrder(Orders orders, OrderProcess process) {
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
