package dev.waybill.desk.view;

import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.LoggedMessage;
import dev.waybill.platform.messaging.MessageLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything that any context has published about an order, with what caused it. */
public final class Timeline {

    private static final List<String> PUBLISHERS = List.of("order", "billing", "inventory", "shipping");

    private final MessageLog log;

    public Timeline(MessageLog log) {
        this.log = log;
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

    /** What was known of an order after those of its messages that had been published by then. */
    public static OrderFacts until(Instant then, String orderId, List<LoggedMessage> messages) {
        OrderFacts facts = OrderFacts.unknown(orderId);
        for (LoggedMessage message : messages) {
            if (PUBLISHERS.contains(message.source()) && !message.time().isAfter(then)) {
                facts = DeskProjection.with(facts, message);
            }
        }
        return facts;
    }
}
