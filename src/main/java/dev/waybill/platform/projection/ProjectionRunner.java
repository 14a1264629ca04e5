package dev.waybill.platform.projection;

import dev.waybill.platform.base.Gathering;
import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.eventstore.EventLog;
import dev.waybill.platform.eventstore.LogPosition;
import dev.waybill.platform.eventstore.LoggedEvent;
import dev.waybill.platform.eventstore.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps one projection up to date: each step applies the next events and moves the projection's place in one transaction, so
 * a crash repeats nothing and skips nothing. Of several processes one at a time runs a step. During a rebuild, steps of the
 * live and of the new one alternate; when the new one has caught up it replaces the live one.
 */
public final class ProjectionRunner {

    /**
     * How far a projection is.
     *
     * @param lag the age of the oldest committed event that it has not applied; zero for none
     * @param rebuiltTo how far its rebuild is; null when there is none
     * @param rebuilt the last rebuild that this process has finished; null for none
     */
    public record State(
            String name,
            LogPosition at,
            Duration lag,
            @Nullable LogPosition rebuiltTo,
            @Nullable Rebuilt rebuilt) {}

    /**
     * When it was rebuilt, and in how many rows the result differed from what was read before; 0 unless something was
     * wrong.
     */
    public record Rebuilt(Instant at, long differences) {}

    private static final Logger log = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final int BATCH = 500;
    private static final int REBUILD_BATCH = 2_000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LAG = Duration.ofMillis(400);
    private static final long SLICE = 5_000_000;

    private final Projection projection;
    private final String next;
    private final EventLog events;
    private final Transactions transactions;
    private final Progress progress;
    private final ShadowTables shadow;
    private final Clock clock;
    private final WakeableWorker thread;
    private final List<Runnable> advanced = new CopyOnWriteArrayList<>();
    private final Gathering gathering = new Gathering(LAG);
    private boolean moreAtOnce;
    private long pause;
    private volatile boolean urgent;
    private volatile @Nullable Rebuilt rebuilt;

    public ProjectionRunner(
            Projection projection,
            JdbcTemplate jdbc,
            String schema,
            EventLog events,
            Transactions transactions,
            Clock clock) {
        this.projection = projection;
        this.next = projection.name() + ".next";
        this.events = events;
        this.transactions = transactions;
        this.progress = new Progress(jdbc, schema);
        this.shadow = new ShadowTables(jdbc, schema, projection);
        this.clock = clock;
        this.thread = new WakeableWorker("projection-" + schema + "-" + projection.name(), LOOK, this::work);
        progress.begin(projection.name());
    }

    /** The thread to run along with the application; waking it makes it look at once. */
    public WakeableWorker thread() {
        return thread;
    }

    /** The projection's name within its context. */
    public String name() {
        return projection.name();
    }

    /** How far it has come. */
    public LogPosition at() {
        return progress.at(projection.name()).orElse(LogPosition.START);
    }

    /** Runs after each step that applied events. */
    public void onAdvance(Runnable listener) {
        advanced.add(listener);
    }

    /** How far it is behind the newest committed event, and how far its rebuild is. */
    public State state() {
        LogPosition at = at();
        Duration lag = events.nextHappenedAt(at)
                .map(instant -> Duration.between(instant, clock.instant()))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
        return new State(projection.name(), at, lag, progress.at(next).orElse(null), rebuilt);
    }

    /** Waits at most a second until what is committed now is applied, so that a reader sees what was written before. */
    public void awaitNow() {
        LogPosition target = events.newest();
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (at().compareTo(target) < 0 && System.nanoTime() < until) {
            urgent = true;
            thread.wake();
            LockSupport.parkNanos(3_000_000);
        }
    }

    /** Rebuilds the projection from the first event, beside the live one; false when a rebuild is already running. */
    public boolean rebuild() {
        boolean begun = transactions.in(() -> {
            boolean first = progress.begin(next);
            if (first) {
                shadow.create();
            }
            return first;
        });
        thread.wake();
        return begun;
    }

    private boolean work() throws InterruptedException {
        gather();
        try (var permit = transactions.concurrencyLimit().acquire()) {
            int taken = transactions.in(this::step);
            gathering.done(taken);
            if (taken > 0) {
                advanced.forEach(Runnable::run);
            }
            boolean rebuilding = transactions.in(this::rebuildStep);
            moreAtOnce = taken == BATCH || rebuilding;
            if (moreAtOnce) {
                return true;
            }
        }
        return isHeldBack();
    }

    /** Under load, so that what happens to one subject within a moment is one change of its row; no reader waits for it. */
    private void gather() {
        long until = System.nanoTime() + (moreAtOnce ? 0 : gathering.pause().toNanos());
        while (!urgent && System.nanoTime() < until) {
            LockSupport.parkNanos(SLICE);
        }
        urgent = false;
    }

    /** An older transaction in flight hides committed events: its end wakes no thread here, so look again soon. */
    private boolean isHeldBack() {
        if (at().compareTo(events.newest()) >= 0) {
            pause = 0;
            return false;
        }
        pause = Math.min(250_000_000, Math.max(2_000_000, pause * 2));
        LockSupport.parkNanos(pause);
        return true;
    }

    private int step() {
        Optional<LogPosition> place = progress.claim(projection.name());
        if (place.isEmpty()) {
            return 0;
        }
        List<LoggedEvent> batch = events.after(place.get(), BATCH);
        if (!batch.isEmpty()) {
            projection.apply(batch, shadow::live);
            progress.moveTo(projection.name(), batch.getLast().at());
        }
        return batch.size();
    }

    /** A step of the rebuild; returns whether there are more to come. */
    private boolean rebuildStep() {
        Optional<LogPosition> built = progress.at(next).isEmpty() ? Optional.empty() : progress.claim(next);
        Optional<LogPosition> live = built.isEmpty() ? built : progress.claim(projection.name());
        if (built.isEmpty() || live.isEmpty()) {
            return false;
        }
        List<LoggedEvent> batch = events.after(built.get(), REBUILD_BATCH).stream()
                .takeWhile(event -> event.at().compareTo(live.get()) <= 0)
                .toList();
        if (!batch.isEmpty()) {
            projection.apply(batch, shadow::built);
            progress.moveTo(next, batch.getLast().at());
            return true;
        }
        rebuilt = new Rebuilt(clock.instant(), swap(live.get()));
        return false;
    }

    private long swap(LogPosition at) {
        long differences = shadow.differences();
        shadow.swap();
        progress.forget(next);
        if (differences > 0) {
            log.error(
                    "{} was rebuilt up to {} and differs from what was read before in {} rows; the new one is read now",
                    projection.name(),
                    at,
                    differences);
        } else {
            log.info("{} was rebuilt up to {} and is the same as before", projection.name(), at);
        }
        return differences;
    }
}
