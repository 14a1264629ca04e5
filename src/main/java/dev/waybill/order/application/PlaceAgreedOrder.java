package dev.waybill.order.application;

import dev.waybill.order.domain.OrderEvent.OrderPlaced;

/** Places an order that was agreed in the shop; one that crossed its customer's erasure is cancelled right after. */
public class PlaceAgreedOrder {

    private final PlaceOrder placeOrder;
    private final EraseCustomer eraseCustomer;

    public PlaceAgreedOrder(PlaceOrder placeOrder, EraseCustomer eraseCustomer) {
        this.placeOrder = placeOrder;
        this.eraseCustomer = eraseCustomer;
    }

    /** Places an order with the current transaction. */
    public void place(OrderPlaced order) {
        boolean erased = eraseCustomer.isErased(order.customerId());
        placeOrder.place(order);
        if (erased) {
            eraseCustomer.cancelSoon(order.orderId());
        }
    }
}
