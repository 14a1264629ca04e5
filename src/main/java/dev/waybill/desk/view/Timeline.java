package dev.waybill.desk.view;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.LoggedMessage;
import dev.waybill.platform.messaging.MessageLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Everything that was published about an order, by whichever context, with what caused it. */
@Component
public class Timeline {

    private static final List<String> PUBLISHERS = List.of("order", "billing", "inventory", "shipping");

    private final MessageLog log;

    Timeline(@Qualifier("deskParts") ContextRuntime parts) {
        this.log = parts.messageLog();
    }

    /** The messages about an order, oldest first by their publishers' clocks. */
    public List<LoggedMessage> of(OrderFacts order) {
        List<StreamId> streams = new ArrayList<>();
        PUBLISHERS.forEach(publisher -> streams.add(new StreamId(publisher, order.orderId())));
        if (order.cartId() != null) {
            streams.add(new StreamId("ecommerce", order.cartId()));
        }
        return log.about(streams);
    }

    /** What was known of an order once all of these messages about it had come that were published until then. */
    public static OrderFacts until(Instant then, String orderId, List<LoggedMessage> messages) {
        OrderFacts facts = OrderFacts.unheard(orderId);
        for (LoggedMessage message : messages) {
            if (PUBLISHERS.contains(message.source()) && !message.time().isAfter(then)) {
                facts = DeskProjection.with(facts, message);
            }
        }
        return facts;
    }
}
