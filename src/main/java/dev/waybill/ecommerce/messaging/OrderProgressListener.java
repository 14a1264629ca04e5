package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.order.OrderEvent;
import dev.waybill.ecommerce.application.CartOrders;
import dev.waybill.ecommerce.domain.OrderProgress;
import dev.waybill.platform.messaging.Subscription;

/** Follows the orders of carts; orders that did not come from a cart are skipped. */
public final class OrderProgressListener {

    private final CartOrders orders;

    public OrderProgressListener(CartOrders orders) {
        this.orders = orders;
    }

    /** The subscription to the events of order. */
    public Subscription<OrderEvent> subscription() {
        return Subscription.to("ecommerce.hears.order.events", OrderEvent.class)
                .inLanesOf("order-told")
                .handling(this::handle);
    }

    private void handle(OrderEvent event) {
        switch (event) {
            case OrderEvent.OrderPlaced e -> orders.record(e.orderId(), OrderProgress.PLACED);
            case OrderEvent.OrderChanged e -> orders.record(e.orderId(), OrderProgress.PLACED);
            case OrderEvent.PaymentMethodRequested e -> orders.record(e.orderId(), OrderProgress.PAYMENT_DECLINED);
            case OrderEvent.OrderBackOrdered e -> orders.record(e.orderId(), OrderProgress.BACK_ORDERED);
            case OrderEvent.OrderShipped e -> orders.record(e.orderId(), OrderProgress.SHIPPED);
            case OrderEvent.OrderCompleted e -> orders.record(e.orderId(), OrderProgress.COMPLETED);
            case OrderEvent.OrderCancelled e -> orders.record(e.orderId(), OrderProgress.CANCELLED);
            case OrderEvent.OrderCancellationRefused e -> {
                // the order goes on as before
            }
        }
    }
}
