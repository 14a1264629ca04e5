package dev.waybill.order.web;

import dev.waybill.order.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.live.LastEventId;
import dev.waybill.platform.live.LiveFeed;
import dev.waybill.platform.live.LiveSource.News;
import dev.waybill.platform.live.LiveVisitor;
import dev.waybill.platform.live.LogFollower;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An order's events as they happen: first what has happened already, or what came behind {@code Last-Event-ID}. */
@RestController
class OrderStreamController {

    private final Orders orders;
    private final LiveFeed feed;

    OrderStreamController(@Qualifier("orderParts") ContextRuntime parts, Orders orders) {
        this.orders = orders;
        this.feed = parts.live(new LogFollower(parts.log()));
    }

    @GetMapping(path = "/api/orders/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @PathVariable String id,
            @RequestHeader(name = LastEventId.HEADER, required = false) @Nullable String after,
            CurrentUser user,
            LiveVisitor visitor) {
        Order order = orders.find(id)
                .filter(found -> user.maySee(found.agreed().customerId()))
                .orElseThrow(() -> ProblemException.notFound("order " + id));
        String currency = order.agreed().currency();
        String from = LastEventId.version(after, order.version());
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
