package dev.waybill.desk.messaging;

import dev.waybill.contract.Message;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.MessageLog;
import dev.waybill.platform.messaging.Subscription;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stores every event of one publisher as it was received; the read models are derived from this log. */
public final class PublishedEventListener {

    /** Together with that of the projection the desk lags by less than a second under load. */
    private static final Duration LAG = Duration.ofMillis(500);

    private final String publisher;
    private final MessageLog log;
    private final PersonalJson personal;

    public PublishedEventListener(String publisher, MessageLog log, PersonalJson personal) {
        this.publisher = publisher;
        this.log = log;
        this.personal = personal;
    }

    /** The subscription; each publisher has lanes of its own, so that none waits for messages of another. */
    public Subscription<Message> subscription() {
        return Subscription.to("desk.hears." + publisher + ".events", Message.class)
                .inLanesOf(publisher)
                .handlingWithEnvelope(this::handle)
                .lagging(LAG);
    }

    private void handle(Message message, Envelope envelope) {
        log.append(envelope, message, customer(message));
        if (message instanceof EcommerceEvent.CustomerErased erased) {
            personal.erase(erased.customerId());
        }
    }

    /** The customer whose personal data a message carries; null for none. */
    private static @Nullable String customer(Message message) {
        return switch (message) {
            case OrderEvent.OrderPlaced placed -> placed.customerId();
            case OrderEvent.OrderChanged changed -> changed.customerId();
            case EcommerceEvent.CheckedOut checkedOut -> checkedOut.customerId();
            default -> null;
        };
    }
}
