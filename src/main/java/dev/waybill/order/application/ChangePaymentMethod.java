package dev.waybill.order.application;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand.ReplacePaymentMethod;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;

/** Takes another payment method, whether the order waits for one or not. */
public class ChangePaymentMethod {

    private final Orders orders;
    private final OrderProcess process;
    private final PaymentAttempts attempts;

    public ChangePaymentMethod(Orders orders, OrderProcess process, PaymentAttempts attempts) {
        this.orders = orders;
        this.process = process;
        this.attempts = attempts;
    }

    /**
     * Changes the method with the current transaction; whether the order has it now, rather than that it is too late.
     *
     * @throws dev.waybill.platform.web.ProblemException 429 after too many attempts
     */
    public boolean change(String orderId, String paymentMethod) {
        Order order = orders.locked(orderId);
        if (order.isChangeable() && !order.isPaidBy(paymentMethod)) {
            attempts.another(order);
        }
        boolean awaited = order.status() == OrderStatus.PAYMENT_DECLINED;
        return OrderChange.apply(
                orders,
                process,
                orderId,
                new ReplacePaymentMethod(paymentMethod),
                awaited ? "PaymentMethodChanged" : OrderChange.CHANGE_REQUESTED);
    }
}
