package dev.waybill.order;

import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.Patience;
import dev.waybill.platform.context.ContextRuntime;

/** Opens the use cases of orders to tests of other packages. */
public record OrderUseCases(
        PlaceOrder placeOrder,
        CancelOrder cancelOrder,
        ChangeShipTo changeShipTo,
        ChangePaymentMethod changePaymentMethod,
        RecordAnswer recordAnswer) {

    /** The use cases of these orders and their process. */
    public static OrderUseCases of(
            Orders orders, OrderProcess process, Pricing pricing, Patience patience, ContextRuntime parts) {
        return new OrderUseCases(
                new PlaceOrder(orders, process),
                new CancelOrder(orders, process),
                new ChangeShipTo(orders, process, pricing),
                new ChangePaymentMethod(orders, process),
                new RecordAnswer(orders, process, patience, parts));
    }
}
