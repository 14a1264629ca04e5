package dev.waybill.order;

import dev.waybill.order.process.OrderProcess;

/** Opens the order's flow to tests of other packages. */
public final class OrderFlows {

    private OrderFlows() {}

    /** The flow of these orders and their process. */
    public static OrderFlow of(Orders orders, OrderProcess process) {
        return new OrderFlow(orders, process);
    }
}
