package dev.waybill.platform.live;

import dev.waybill.platform.eventstore.LogPosition;
import dev.waybill.platform.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** The {@code Last-Event-ID} header, with which a client continues where it was cut off. */
public final class LastEventId {

    /** Its name. */
    public static final String HEADER = "Last-Event-ID";

    private LastEventId() {}

    /** A version, at most the newest one; 0 without the header. */
    public static String version(@Nullable String header, long newest) {
        if (header == null || header.isEmpty()) {
            return "0";
        }
        if (!header.matches("\\d{1,18}") || Long.parseLong(header) > newest) {
            throw ProblemException.invalid(
                    HEADER, "must be the id of an event of this stream: a version from 0 to " + newest);
        }
        return header;
    }

    /** A place in the log; the given one without the header. */
    public static String place(@Nullable String header, LogPosition now) {
        if (header == null || header.isEmpty()) {
            return now.toString();
        }
        try {
            return LogPosition.parse(header).toString();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(HEADER, "must be the id of an event of this stream, like 1734-52");
        }
    }
}
