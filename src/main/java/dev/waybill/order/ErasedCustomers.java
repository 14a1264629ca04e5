package dev.waybill.order;

import dev.waybill.contract.shipping.ShippingCommand.EraseCustomer;
import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.eventstore.StreamId;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What becomes of a customer's orders when they are erased: an order without an address cannot be shipped, so what is
 * open is cancelled as far as it can be; shipping, which hears nobody's events, is told to forget them too.
 */
@Component
public class ErasedCustomers {

    /** The reason of a cancellation that nobody asked for but the erased customer. */
    public static final String ERASED = "CustomerErased";

    private static final String CANCEL = "cancel-erased";
    private static final RequestCancellation CANCELLATION =
            new RequestCancellation(ERASED, "what was known of the customer was erased");

    private final ContextParts parts;
    private final OrderFlow flow;

    ErasedCustomers(@Qualifier("orderParts") ContextParts parts, OrderFlow flow) {
        this.parts = parts;
        this.flow = flow;
        parts.calls().register(CANCEL, Orders.CATEGORY, (call, orderId) -> () -> flow.cancel(orderId, CANCELLATION));
    }

    /** Whether a customer was erased; one who was not stays so until the current transaction ends. */
    public boolean isErased(String customerId) {
        return parts.personal().isErased(customerId);
    }

    /** Places an order that was agreed in the shop; one that crossed its customer's erasure is cancelled right after. */
    public void place(OrderPlaced order) {
        boolean erased = isErased(order.customerId());
        flow.place(order);
        if (erased) {
            cancelSoon(order.orderId());
        }
    }

    /** Erases a customer with the current transaction; once more changes nothing. */
    public void erase(String customerId) {
        if (parts.personal().erase(customerId)) { // first: it waits for whoever is placing an order for them
            openOrders(customerId).forEach(this::cancelSoon);
            forgetRequests(customerId);
            var message = new EraseCustomer(customerId);
            parts.outbox().send(new StreamId("customer", customerId), message.subject(), message, null);
        }
    }

    /** What their orders' requests said, of which idempotency keys have kept a digest. */
    private void forgetRequests(String customerId) {
        parts.jdbc()
                .update(
                        "update orders.idempotency_key set request = '' where order_id in"
                                + " (select data ->> 'orderId' from orders.event"
                                + " where type = 'OrderPlaced' and orders.comparable_text(data ->> 'customerId') = orders.comparable_text(?))",
                        customerId);
    }

    /** The process cannot be interrupted in the transaction that starts it, and many orders are many transactions. */
    private void cancelSoon(String orderId) {
        parts.calls().ask(CANCEL + ":" + orderId, CANCEL, orderId);
    }

    private List<String> openOrders(String customerId) {
        return parts.jdbc()
                .queryForList(
                        "select data ->> 'orderId' from orders.event placed"
                                + " where type = 'OrderPlaced' and orders.comparable_text(data ->> 'customerId') = orders.comparable_text(?) and not exists"
                                + " (select from orders.event last where last.stream = placed.stream"
                                + " and last.type in ('OrderCompleted', 'OrderCancelled'))",
                        String.class,
                        customerId);
    }
}
