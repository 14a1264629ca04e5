package dev.waybill.ecommerce.publishing;

import dev.waybill.contract.ecommerce.EcommerceEvent.CustomerErased;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Outbox;
import java.time.Instant;

/** Publishes that a customer was erased, so that all contexts destroy the key to their personal data. */
public final class CustomerPublisher {

    private final Outbox outbox;

    public CustomerPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Publishes an erasure, with the current transaction. */
    public void publishErased(String customerId, Instant erasedAt) {
        var message = new CustomerErased(customerId, erasedAt);
        outbox.send(new StreamId("customer", customerId), message.subject(), message, null);
    }
}
