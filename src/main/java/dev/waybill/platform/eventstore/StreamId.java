package dev.waybill.platform.eventstore;

import java.util.Comparator;

/** Names a stream: its category (one per kind of aggregate) and the aggregate's id. */
public record StreamId(String category, String id) implements Comparable<StreamId> {

    private static final Comparator<StreamId> ORDER =
            Comparator.comparing(StreamId::category).thenComparing(StreamId::id);

    /** The inverse of {@link #toString}. */
    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        return new StreamId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(StreamId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return category + "/" + id;
    }
}
