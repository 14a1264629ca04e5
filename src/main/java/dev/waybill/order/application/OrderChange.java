package dev.waybill.order.application;

import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.process.OrderProcess;

/** What changes of an order have in common. */
final class OrderChange {

    static final String CHANGE_REQUESTED = "ChangeRequested";

    private OrderChange() {}

    /**
     * Records a change and lets the order's process begin again with it.
     *
     * @param message by which the process learns of it
     * @return whether the order is now as wanted, rather than that it is too late
     */
    static boolean apply(Orders orders, OrderProcess process, String orderId, OrderCommand change, String message) {
        var decided = orders.handle(orderId, change);
        if (!decided.changed()) {
            return decided.state().isChangeable(); // it is so already
        }
        process.interrupt(orderId, message);
        return true;
    }
}
