package dev.waybill.platform.live;

import java.util.List;

/** The source of what a client is sent. */
@FunctionalInterface
public interface LiveSource {

    /**
     * A piece of news.
     *
     * @param id what the client names in {@code Last-Event-ID} to continue after it
     * @param data written as JSON
     */
    record News(String id, String type, Object data) {}

    /** What comes next after an id; none when the client is up to date. Called again until there is none. */
    List<News> after(String id);
}
