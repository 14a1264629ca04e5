package dev.waybill.platform.live;

import dev.waybill.platform.web.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The streams that are open in this process, by user; a place is taken before a stream opens and given back when it ends. */
final class LiveStreamLimit {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(15); // clients that have gone are found by then

    private final LiveProperties limits;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    LiveStreamLimit(LiveProperties limits) {
        this.limits = limits;
    }

    /** A place; running the result gives it back, also when it is run repeatedly. */
    synchronized Runnable take(String user) {
        int own = taken.getOrDefault(user, 0);
        if (own >= limits.streamsPerUser()) {
            throw ProblemException.tooManyRequests(
                    "too-many-streams", "you have " + own + " live streams open; close one of them", RETRY_AFTER);
        }
        if (all >= limits.streams()) {
            throw ProblemException.unavailable("too many live streams are open; try again in a moment", RETRY_AFTER);
        }
        taken.put(user, own + 1);
        all++;
        var open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                giveBack(user);
            }
        };
    }

    private synchronized void giveBack(String user) {
        all--;
        taken.computeIfPresent(user, (name, own) -> own == 1 ? null : own - 1);
    }
}
