package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.platform.eventstore.Decided;
import java.util.Collection;

/** The orders, as far as the elements of the process look at them and report to them, inside the current transaction. */
public interface ProcessedOrders {

    /** The order under its head's lock. */
    Order locked(String orderId);

    /** Locks the heads of several orders, and loads them at once. */
    void prefetch(Collection<String> orderIds);

    /** Lets the order decide what the process reports. */
    Decided<Order, OrderEvent> handle(String orderId, OrderCommand command);
}
