package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.platform.eventstore.Decided;

/** The orders, as far as the elements of the process look at them and report to them, inside the current transaction. */
public interface ProcessedOrders {

    /** The order under its head's lock. */
    Order locked(String orderId);

    /** Lets the order decide what the process reports. */
    Decided<Order, OrderEvent> handle(String orderId, OrderCommand command);
}
