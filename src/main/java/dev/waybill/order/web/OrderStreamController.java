package dev.waybill.order.web;

import dev.waybill.platform.live.LastEventId;
import dev.waybill.platform.live.LiveVisitor;
import dev.waybill.platform.security.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An order's events as they happen: first what has happened already, or what came after {@code Last-Event-ID}. */
@RestController
class OrderStreamController {

    private final VisibleOrders orders;
    private final OrderFeed feed;

    OrderStreamController(VisibleOrders orders, OrderFeed feed) {
        this.orders = orders;
        this.feed = feed;
    }

    @GetMapping(path = "/api/orders/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @PathVariable String id,
            @RequestHeader(name = LastEventId.HEADER, required = false) @Nullable String after,
            CurrentUser user,
            LiveVisitor visitor) {
        return feed.open(orders.find(id, user), after, user, visitor);
    }
}
