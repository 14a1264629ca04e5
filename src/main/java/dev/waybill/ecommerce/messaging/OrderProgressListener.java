package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.order.OrderEvent;
import dev.waybill.ecommerce.Carts;
import dev.waybill.platform.messaging.Subscription;

/** Follows the orders of carts; orders that did not come from a cart are skipped. */
public final class OrderProgressListener {

    private final Carts carts;

    public OrderProgressListener(Carts carts) {
        this.carts = carts;
    }

    /** Its subscription to what order publishes. */
    public Subscription<OrderEvent> subscription() {
        return Subscription.to("ecommerce.hears.order.events", OrderEvent.class)
                .inLanesOf("order-told")
                .handling(this::handle);
    }

    private void handle(OrderEvent event) {
        switch (event) {
            case OrderEvent.OrderPlaced e -> carts.told(e.orderId(), "PLACED");
            case OrderEvent.OrderChanged e -> carts.told(e.orderId(), "PLACED");
            case OrderEvent.PaymentMethodRequested e -> carts.told(e.orderId(), "PAYMENT_DECLINED");
            case OrderEvent.OrderBackOrdered e -> carts.told(e.orderId(), "BACK_ORDERED");
            case OrderEvent.OrderShipped e -> carts.told(e.orderId(), "SHIPPED");
            case OrderEvent.OrderCompleted e -> carts.told(e.orderId(), "COMPLETED");
            case OrderEvent.OrderCancelled e -> carts.told(e.orderId(), "CANCELLED");
            case OrderEvent.OrderCancellationRefused e -> {
                // the order goes on as before
            }
        }
    }
}
