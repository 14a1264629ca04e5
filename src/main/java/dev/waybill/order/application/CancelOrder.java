package dev.waybill.order.application;

import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;

/** Asks for an order's cancellation: its process releases stock and payment, or asks shipping to stop the parcel. */
public class CancelOrder {

    private final Orders orders;
    private final OrderProcess process;

    public CancelOrder(Orders orders, OrderProcess process) {
        this.orders = orders;
        this.process = process;
    }

    /** Asks with the current transaction; whether the order is being cancelled now, rather than that it is too late. */
    public boolean cancel(String orderId, String reason, String detail) {
        var decided = orders.handle(orderId, new RequestCancellation(reason, detail));
        if (decided.changed()) {
            process.interrupt(orderId, "CancellationRequested");
        }
        return decided.state().status() == OrderStatus.CANCELLING;
    }
}
