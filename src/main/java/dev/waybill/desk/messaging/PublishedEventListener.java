package dev.waybill.desk.messaging;

import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import dev.waybill.platform.messaging.MessageLog;
import dev.waybill.platform.personal.PersonalJson;
import org.jspecify.annotations.Nullable;

/** Keeps every event of one publisher as it was heard; the read models are made of that. */
public final class PublishedEventListener implements Listener {

    private final String publisher;
    private final MessageLog log;
    private final PersonalJson personal;

    public PublishedEventListener(String publisher, MessageLog log, PersonalJson personal) {
        this.publisher = publisher;
        this.log = log;
        this.personal = personal;
    }

    @Override
    public String queue() {
        return "desk.hears." + publisher + ".events";
    }

    /** Publishers have lanes of their own, so that none waits for another one's messages. */
    @Override
    public StreamId lane(String subject) {
        return new StreamId(publisher, subject);
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        log.keep(envelope, message, customer(message));
        if (message instanceof EcommerceEvent.CustomerErased erased) {
            personal.erase(erased.customerId());
        }
    }

    /** Whose personal data a message carries. */
    private static @Nullable String customer(Object message) {
        return switch (message) {
            case OrderEvent.OrderPlaced placed -> placed.customerId();
            case OrderEvent.OrderChanged changed -> changed.customerId();
            case EcommerceEvent.CheckedOut checkedOut -> checkedOut.customerId();
            default -> null;
        };
    }
}
