package dev.waybill.order.application;

import dev.waybill.contract.shipping.ShippingCommand;
import dev.waybill.platform.calls.Erasures;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Outbox;
import dev.waybill.platform.personal.PersonalJson;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Erases a customer: an order without an address cannot be shipped, so what is open is cancelled as far as it can be;
 * shipping, which subscribes to no events, gets a command to forget them too.
 */
public class EraseCustomer {

    /** The reason of a cancellation that follows from a customer's erasure. */
    public static final String ERASED = "CustomerErased";

    private static final String CANCEL = "cancel-erased";

    private final JdbcTemplate jdbc;
    private final PersonalJson personal;
    private final Outbox outbox;
    private final Erasures erasures;

    public EraseCustomer(
            JdbcTemplate jdbc, PersonalJson personal, Outbox outbox, Erasures erasures, CancelOrder cancelOrder) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.outbox = outbox;
        this.erasures = erasures;
        erasures.register(
                CANCEL,
                Orders.CATEGORY,
                orderId -> cancelOrder.cancel(orderId, ERASED, "what was known of the customer was erased"));
    }

    /** Whether a customer was erased; one who was not stays so until the current transaction ends. */
    public boolean isErased(String customerId) {
        return personal.isErased(customerId);
    }

    /** Erases a customer with the current transaction; repeating it changes nothing. */
    public void erase(String customerId) {
        if (personal.erase(customerId)) { // first: it waits for placements in progress for them
            openOrders(customerId).forEach(this::cancelSoon);
            forgetRequests(customerId);
            var message = new ShippingCommand.EraseCustomer(customerId);
            outbox.send(new StreamId("customer", customerId), message.subject(), message, null);
        }
    }

    /** The requests of their orders, of which idempotency keys hold a digest. */
    private void forgetRequests(String customerId) {
        jdbc.update(
                "update orders.idempotency_key set request = '' where order_id in"
                        + " (select data ->> 'orderId' from orders.event"
                        + " where type = 'OrderPlaced' and orders.comparable_text(data ->> 'customerId') = orders.comparable_text(?))",
                customerId);
    }

    /** The process cannot be interrupted in the transaction that starts it, and many orders are many transactions. */
    void cancelSoon(String orderId) {
        erasures.add(CANCEL, orderId);
    }

    private List<String> openOrders(String customerId) {
        return jdbc.queryForList(
                "select data ->> 'orderId' from orders.event placed"
                        + " where type = 'OrderPlaced' and orders.comparable_text(data ->> 'customerId') = orders.comparable_text(?) and not exists"
                        + " (select from orders.event last where last.stream = placed.stream"
                        + " and last.type in ('OrderCompleted', 'OrderCancelled'))",
                String.class,
                customerId);
    }
}
