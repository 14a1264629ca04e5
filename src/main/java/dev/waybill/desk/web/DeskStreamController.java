package dev.waybill.desk.web;

import dev.waybill.desk.view.DeskNews;
import dev.waybill.platform.live.LastEventId;
import dev.waybill.platform.live.LiveVisitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The messages that the desk receives, as they arrive: from now on, or from {@code Last-Event-ID} on. */
@RestController
class DeskStreamController {

    private final DeskNews news;

    DeskStreamController(DeskNews news) {
        this.news = news;
    }

    @GetMapping(path = "/api/desk/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @RequestHeader(name = LastEventId.HEADER, required = false) @Nullable String after, LiveVisitor visitor) {
        return news.open(LastEventId.place(after, news.now()), visitor);
    }
}
