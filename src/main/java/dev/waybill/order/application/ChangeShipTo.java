package dev.waybill.order.application;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand.ReplaceShipTo;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.process.OrderProcess;

/** Ships an order to another address, which may cost another tax. */
public class ChangeShipTo {

    private final Orders orders;
    private final OrderProcess process;
    private final Pricing pricing;

    public ChangeShipTo(Orders orders, OrderProcess process, Pricing pricing) {
        this.orders = orders;
        this.process = process;
        this.pricing = pricing;
    }

    /** Changes the address with the current transaction; whether the order has it now, rather than that it is too late. */
    public boolean change(String orderId, ShipTo shipTo) {
        Order order = orders.locked(orderId);
        var priced = pricing.reprice(order, order.terms().pieces(), shipTo.country());
        var change = new ReplaceShipTo(shipTo, priced.amounts());
        return OrderChange.apply(orders, process, orderId, change, OrderChange.CHANGE_REQUESTED);
    }
}
