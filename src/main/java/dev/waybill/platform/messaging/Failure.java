package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.NewerEventException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a message could not be handled, and what becomes of it.
 *
 * @param cause the exception at the root, in words
 * @param trace its stack trace
 * @param attempts how often it was tried, this time included
 * @param pause until it is tried again by itself; null when it is parked until somebody helps
 */
record Failure(
        String cause, String trace, int attempts, @Nullable Duration pause) {

    private static final int TRACE_LIMIT = 20_000;
    private static final int CAUSE_LIMIT = 2_000;

    /** Half a minute in all: longer than a lock or a restart lasts, short enough for the one who waits. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15));

    /**
     * A message that failed after so many attempts before. One that cannot be read will not be read by waiting; one that needs
     * what a newer release has recorded waits for a copy of that release, however long.
     */
    static Failure of(Throwable failure, int before) {
        boolean hopeless =
                failure instanceof FlawedMessage || before >= PAUSES.size() && !NewerEventException.isBehind(failure);
        Duration pause = hopeless ? null : PAUSES.get(Math.min(before, PAUSES.size() - 1));
        return new Failure(words(failure), trace(failure), before + 1, pause);
    }

    /** Nothing else worked: parked as it came, so that its queue goes on. */
    static Failure lastResort(Throwable failure, int attempts) {
        return new Failure(words(failure), trace(failure), attempts, null);
    }

    /** A delivery that is no message at all. */
    static Failure unreadable(UnreadableMessage flaw, int before) {
        return new Failure(String.valueOf(flaw.getMessage()), "", before + 1, null);
    }

    private static String words(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (failure instanceof FlawedMessage) {
            return String.valueOf(failure.getMessage());
        }
        String cause = root == failure
                ? root.toString()
                : root + ", reported as " + failure.getClass().getSimpleName();
        return storable(Texts.beginning(cause, CAUSE_LIMIT));
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return storable(Texts.beginning(text.toString(), TRACE_LIMIT));
    }

    private static String storable(String text) {
        return text.replace('\0', ' ');
    }
}
