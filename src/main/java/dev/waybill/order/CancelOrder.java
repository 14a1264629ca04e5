package dev.waybill.order;

import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;
import org.springframework.stereotype.Component;

/** Asks for an order's cancellation: its process lets go of stock and payment, or asks shipping to stop the parcel. */
@Component("cancelOrderUseCase") // cancelOrder is what the models call the end of a cancelled order
public class CancelOrder {

    private final Orders orders;
    private final OrderProcess process;

    CancelOrder(Orders orders, OrderProcess process) {
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
