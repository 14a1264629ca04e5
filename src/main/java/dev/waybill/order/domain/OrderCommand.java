package dev.waybill.order.domain;

/** What an order is told: by the customer, by the services' answers, and by its process. */
public sealed interface OrderCommand {

    /** The customer places the order. */
    record PlaceOrder(OrderEvent.OrderPlaced order) implements OrderCommand {}

    /** The customer chooses another payment method. */
    record ChangePaymentMethod(String paymentMethod) implements OrderCommand {}

    /** A service answered; the event says what, and for which revision. */
    record RecordAnswer(OrderEvent answer) implements OrderCommand {}

    /** Nobody waits any longer for another payment method. */
    record RunOutOfPatience(String reason, String detail) implements OrderCommand {}

    /** All has been done. */
    record CompleteOrder() implements OrderCommand {}

    /** All has been released. */
    record CancelOrder() implements OrderCommand {}
}
