package dev.waybill.platform.eventstore;

/**
 * A place in the order in which all events of a context are read: by the transaction that wrote them, then by position.
 * Positions do not commit in order, so a reader that follows them alone skips events.
 */
public record LogPosition(long transaction, long position) implements Comparable<LogPosition> {

    /** Before the first event. */
    public static final LogPosition START = new LogPosition(0, 0);

    /** The inverse of {@link #toString}; a text that is none throws {@link IllegalArgumentException}. */
    public static LogPosition parse(String text) {
        if (!text.matches("\\d{1,18}-\\d{1,18}")) {
            throw new IllegalArgumentException("a place in the log is two numbers like 1734-52, not " + text);
        }
        int hyphen = text.indexOf('-');
        return new LogPosition(Long.parseLong(text.substring(0, hyphen)), Long.parseLong(text.substring(hyphen + 1)));
    }

    @Override
    public int compareTo(LogPosition other) {
        int byTransaction = Long.compare(transaction, other.transaction);
        return byTransaction == 0 ? Long.compare(position, other.position) : byTransaction;
    }

    @Override
    public String toString() {
        return transaction + "-" + position;
    }
}
