package dev.waybill.platform.live;

import java.util.List;

/** Where a client's news come from. */
@FunctionalInterface
public interface LiveSource {

    /**
     * A piece of news.
     *
     * @param id what the client names in {@code Last-Event-ID} to go on behind it
     * @param data written as JSON
     */
    record News(String id, String type, Object data) {}

    /** What comes next behind an id; none when the client is up to date. Asked again until there is none. */
    List<News> after(String id);
}
