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
 * @param cause the root exception as text
 * @param trace its stack trace
 * @param attempts how often it was tried, this time included
 * @param pause until it is retried automatically; null when it is parked for an operator
 */
record Failure(
        String cause, String trace, int attempts, @Nullable Duration pause) {

    private static final int TRACE_LIMIT = 20_000;
    private static final int CAUSE_LIMIT = 2_000;

    /** Half a minute in all: longer than a lock or a restart lasts, and short enough for a waiting customer. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15));

    /**
     * The failure of a message after a number of attempts. Retrying does not help a message that cannot be read; one that
     * needs what a newer release has recorded waits for a copy of that release, without a limit.
     */
    static Failure of(Throwable failure, int before) {
        boolean permanent =
                failure instanceof FlawedMessage || before >= PAUSES.size() && !NewerEventException.isBehind(failure);
        Duration pause = permanent ? null : PAUSES.get(Math.min(before, PAUSES.size() - 1));
        return new Failure(description(failure), trace(failure), before + 1, pause);
    }

    /** The last resort: the message is parked as it came, so that its queue continues. */
    static Failure lastResort(Throwable failure, int attempts) {
        return new Failure(description(failure), trace(failure), attempts, null);
    }

    /** A delivery that is no message at all. */
    static Failure unreadable(UnreadableMessage flaw, int before) {
        return new Failure(String.valueOf(flaw.getMessage()), "", before + 1, null);
    }

    private static String description(Throwable failure) {
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
