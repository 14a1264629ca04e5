package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.order.OrderEvent;
import dev.waybill.ecommerce.Carts;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;

/** Hears how the orders of carts go on; orders that did not come from a cart are passed over. */
public final class OrderProgressListener implements Listener {

    private final Carts carts;

    public OrderProgressListener(Carts carts) {
        this.carts = carts;
    }

    @Override
    public String queue() {
        return "ecommerce.hears.order.events";
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("order-told", subject);
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        switch ((OrderEvent) message) {
            case OrderEvent.OrderPlaced e -> carts.told(e.orderId(), "PLACED");
            case OrderEvent.OrderChanged e -> carts.told(e.orderId(), "PLACED");
            case OrderEvent.PaymentMethodRequested e -> carts.told(e.orderId(), "PAYMENT_DECLINED");
            case OrderEvent.OrderBackOrdered e -> carts.told(e.orderId(), "BACK_ORDERED");
            case OrderEvent.OrderShipped e -> carts.told(e.orderId(), "SHIPPED");
            case OrderEvent.OrderCompleted e -> carts.told(e.orderId(), "COMPLETED");
            case OrderEvent.OrderCancelled e -> carts.told(e.orderId(), "CANCELLED");
            case OrderEvent.OrderCancellationRefused e -> {
                // the order goes on as it was told before
            }
        }
    }
}
