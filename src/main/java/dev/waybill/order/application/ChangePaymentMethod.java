package dev.waybill.order.application;

import dev.waybill.order.domain.OrderCommand.ReplacePaymentMethod;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;

/** Takes another payment method, whether the order waits for one or not. */
public class ChangePaymentMethod {

    private final Orders orders;
    private final OrderProcess process;

    public ChangePaymentMethod(Orders orders, OrderProcess process) {
        this.orders = orders;
        this.process = process;
    }

    /** Changes the method with the current transaction; whether the order has it now, rather than that it is too late. */
    public boolean change(String orderId, String paymentMethod) {
        boolean awaited = orders.locked(orderId).status() == OrderStatus.PAYMENT_DECLINED;
        return OrderChange.apply(
                orders,
                process,
                orderId,
                new ReplacePaymentMethod(paymentMethod),
                awaited ? "PaymentMethodChanged" : OrderChange.CHANGE_REQUESTED);
    }
}
