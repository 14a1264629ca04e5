package dev.waybill.desk.view;

import dev.waybill.platform.eventstore.EventLog;
import dev.waybill.platform.eventstore.LogPosition;
import dev.waybill.platform.eventstore.LoggedEvent;
import dev.waybill.platform.live.LiveFeed;
import dev.waybill.platform.live.LiveSource.News;
import dev.waybill.platform.live.LiveVisitor;
import dev.waybill.platform.messaging.LoggedMessage;
import dev.waybill.platform.messaging.MessageLog;
import dev.waybill.platform.projection.ProjectionRunner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The desk's live stream: each message as soon as the views show it, with the current status of its order. */
public final class DeskNews {

    /**
     * A message.
     *
     * @param orderId the order that it names; absent when it names none
     * @param status the current status of that order; absent for a message that is not about an order
     */
    public record Piece(
            String context,
            String type,
            String subject,
            Instant time,
            @Nullable String orderId,
            @Nullable Status status) {}

    private static final String TOPIC = "desk";
    private static final int BATCH = 200;

    private final EventLog log;
    private final DeskOrders orders;
    private final ProjectionRunner views;
    private final LiveFeed feed;

    /** @param live opens a feed that looks for news when it is woken */
    public DeskNews(EventLog log, DeskOrders orders, ProjectionRunner views, Function<LiveFeed.Moved, LiveFeed> live) {
        this.log = log;
        this.orders = orders;
        this.views = views;
        this.feed = live.apply(new Advance());
        views.onAdvance(feed::wake);
    }

    /** A stream for a client that receives what follows a place in the log. */
    public SseEmitter open(String place, LiveVisitor visitor) {
        return feed.open(TOPIC, this::after, place, visitor);
    }

    /** The place in the log that the views have reached. */
    public LogPosition now() {
        return views.at();
    }

    private List<News> after(String place) {
        LogPosition shown = views.at();
        List<LoggedEvent> events = log.after(LogPosition.parse(place), BATCH).stream()
                .takeWhile(event -> event.at().compareTo(shown) <= 0)
                .toList();
        List<LoggedMessage> messages =
                events.stream().map(event -> MessageLog.blank(event.event())).toList();
        Map<String, Status> statuses = orders.statusesOf(messages.stream()
                .map(DeskNews::orderOf)
                .filter(Objects::nonNull)
                .toList());
        return IntStream.range(0, events.size())
                .mapToObj(n -> news(events.get(n).at(), messages.get(n), statuses))
                .toList();
    }

    private static News news(LogPosition at, LoggedMessage message, Map<String, Status> statuses) {
        String orderId = orderOf(message);
        return new News(
                at.toString(),
                message.type(),
                new Piece(
                        message.source(),
                        message.type(),
                        message.subject(),
                        message.time(),
                        orderId,
                        orderId == null ? null : statuses.get(orderId)));
    }

    private static @Nullable String orderOf(LoggedMessage message) {
        return message.data().path("orderId").textValue();
    }

    /** Reports news whenever the views have moved on. */
    private final class Advance implements LiveFeed.Moved {

        private LogPosition seen = LogPosition.START;

        @Override
        public Set<String> topics() {
            LogPosition now = views.at();
            boolean moved = !now.equals(seen);
            seen = now;
            return moved ? Set.of(TOPIC) : Set.of();
        }

        @Override
        public void fromNow() {
            seen = views.at();
        }
    }
}
