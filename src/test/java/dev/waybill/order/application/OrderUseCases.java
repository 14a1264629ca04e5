package dev.waybill.order.application;

import static org.mockito.Mockito.mock;

import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.model.Patience;
import java.time.Clock;

/** Opens the use cases of orders to tests of other packages. */
public record OrderUseCases(
        PlaceOrder placeOrder,
        CancelOrder cancelOrder,
        ChangeShipTo changeShipTo,
        ChangePaymentMethod changePaymentMethod,
        RecordAnswer recordAnswer) {

    /** The use cases of these orders and their process, which limit no attempts to pay. */
    public static OrderUseCases of(
            Orders orders, OrderProcess process, Pricing pricing, Patience patience, Clock clock) {
        return new OrderUseCases(
                new PlaceOrder(orders, process),
                new CancelOrder(orders, process),
                new ChangeShipTo(orders, process, pricing),
                new ChangePaymentMethod(orders, process, mock(PaymentAttempts.class)),
                new RecordAnswer(orders, process, patience, clock));
    }
}
