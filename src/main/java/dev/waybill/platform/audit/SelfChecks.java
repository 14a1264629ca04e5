package dev.waybill.platform.audit;

import dev.waybill.platform.audit.SelfCheck.Violation;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.database.LongRunningWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All checks of a context's own books; they take longer the more orders there are. While they are quick they run with each
 * report; when they have become slow they run in the background, a tenth of the time at most, and reports hold what was
 * found last.
 */
final class SelfChecks {

    private static final Logger log = LoggerFactory.getLogger(SelfChecks.class);
    private static final Duration QUICK = Duration.ofMillis(2_500);
    private static final int PAUSES_PER_CHECK = 10;

    private final ContextRuntime runtime;
    private final List<SelfCheck> checks;
    private List<Violation> found = List.of();
    private Duration took = Duration.ZERO;
    private long ended;
    private boolean running;

    SelfChecks(ContextRuntime runtime, List<SelfCheck> checks) {
        this.runtime = runtime;
        this.checks = checks;
    }

    /** What is wrong with the books, now or when they were last checked. Asked inside a snapshot. */
    List<Violation> violations() {
        if (isQuick()) {
            check();
        } else if (begins()) {
            Thread.ofPlatform().daemon().name("books-" + runtime.name()).start(this::checkBeside);
        }
        return last();
    }

    private synchronized boolean isQuick() {
        return took.compareTo(QUICK) < 0;
    }

    private synchronized List<Violation> last() {
        return found;
    }

    private synchronized boolean begins() {
        boolean due = !running && System.nanoTime() - ended > took.toNanos() * PAUSES_PER_CHECK;
        running |= due;
        return due;
    }

    private void checkBeside() {
        try {
            runtime.snapshot(() -> {
                LongRunningWork.here(runtime.jdbc());
                check();
                return true;
            });
        } catch (RuntimeException e) {
            log.warn(
                    "The checks of the books of {} failed; they will run again with one of the next reports",
                    runtime.name(),
                    e);
        } finally {
            synchronized (this) {
                running = false;
            }
        }
    }

    private void check() {
        long begin = System.nanoTime();
        try {
            List<Violation> all = new ArrayList<>();
            runtime.brokenStreams()
                    .forEach(broken -> all.add(
                            new Violation("I5", runtime.name(), broken.stream().id(), broken.detail())));
            checks.forEach(check -> all.addAll(check.violations()));
            ended(begin, List.copyOf(all));
        } catch (RuntimeException e) {
            ended(begin, last());
            throw e;
        }
    }

    private synchronized void ended(long begin, List<Violation> now) {
        found = now;
        ended = System.nanoTime();
        took = Duration.ofNanos(ended - begin);
    }
}
