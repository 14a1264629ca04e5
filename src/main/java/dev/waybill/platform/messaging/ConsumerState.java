package dev.waybill.platform.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a consumer is working on, for observers in other threads. */
final class ConsumerState {

    /** Longer than a statement or a lock may take; anything that is handled takes less. */
    private static final Duration LONG = Duration.ofSeconds(10);

    /** A consumer that makes progress finishes a batch in less. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** A delivery that could be neither handled nor parked. */
    record Stuck(String message, Instant since, String cause) {}

    private volatile @Nullable Instant busySince;
    private volatile String busyWith = "";
    private volatile boolean databaseAway;
    private volatile @Nullable String lastFailure;
    private volatile List<Stuck> stuck = List.of();

    void begin(String message) {
        busyWith = message;
        lastFailure = null;
    }

    /** It has its permit; waiting for one does not count. */
    void started() {
        if (busySince == null) {
            busySince = Instant.now();
        }
    }

    void end() {
        busySince = null;
        databaseAway = false;
    }

    /** An attempt failed; while the database is away the consumer is expected to wait. */
    void failed(Throwable failure, boolean away) {
        lastFailure = Failure.lastResort(failure, 1).cause();
        databaseAway = away;
    }

    void stuckWith(List<Stuck> deliveries) {
        stuck = List.copyOf(deliveries);
    }

    /** Whether it has made no progress for a while, for whatever reason. */
    boolean isDelayed() {
        Instant since = busySince;
        return !stuck.isEmpty()
                || (since != null && Duration.between(since, Instant.now()).compareTo(SHORT) > 0);
    }

    /** What it is stuck with now, the oldest first. */
    List<Stuck> stuck() {
        Instant since = busySince;
        if (databaseAway || since == null || !stuck.isEmpty()) {
            return databaseAway ? List.of() : stuck;
        }
        Duration busy = Duration.between(since, Instant.now());
        return busy.compareTo(LONG) < 0
                ? List.of()
                : List.of(new Stuck(
                        busyWith,
                        since,
                        lastFailure == null ? "has been handled for " + busy.toSeconds() + " s" : lastFailure));
    }
}
