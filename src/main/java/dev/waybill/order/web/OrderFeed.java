package dev.waybill.order.web;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.live.LastEventId;
import dev.waybill.platform.live.LiveFeed;
import dev.waybill.platform.live.LiveSource.News;
import dev.waybill.platform.live.LiveVisitor;
import dev.waybill.platform.security.CurrentUser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live feed of single orders: each event as it happens. */
public final class OrderFeed {

    private final LiveFeed feed;
    private final Orders orders;

    public OrderFeed(LiveFeed feed, Orders orders) {
        this.feed = feed;
        this.orders = orders;
    }

    /** Opens a stream of an order's events after the one that {@code Last-Event-ID} names; of new ones only without it. */
    SseEmitter open(Order order, @Nullable String lastEventId, CurrentUser user, LiveVisitor visitor) {
        String id = order.id();
        String currency = order.agreed().currency();
        String from = LastEventId.version(lastEventId, order.version());
        String topic = new StreamId(Orders.CATEGORY, id).toString();
        return feed.open(topic, version -> newsOf(id, Long.parseLong(version), currency, user), from, visitor);
    }

    private List<News> newsOf(String id, long afterVersion, String currency, CurrentUser user) {
        return orders.history(id, afterVersion).stream()
                .map(event -> new News(
                        String.valueOf(event.version()), event.type(), Orders.SHOWN_EVENTS.of(event, currency, user)))
                .toList();
    }
}
