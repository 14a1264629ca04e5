package dev.waybill.platform.base;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that works when it is woken, and looks by itself now and then for what another process left. A failure is
 * logged once per row of failures and tried again with growing pauses, for as long as it takes.
 */
public final class WakeableWorker implements SmartLifecycle {

    /** A step of work; returns whether there may be more to do at once. */
    @FunctionalInterface
    public interface Work {
        boolean work() throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(WakeableWorker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Work step;
    private final Duration idle;
    private final Thread thread;
    private boolean woken;
    private boolean stopping;
    private int failures;

    public WakeableWorker(String name, Duration idle, Work step) {
        this.name = name;
        this.step = step;
        this.idle = idle;
        this.thread = new Thread(this::run, name);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Lets the current step end and waits for it. */
    @Override
    public void stop() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        while (!stopping()) {
            if (!tryStep()) {
                await();
            }
        }
    }

    private boolean tryStep() {
        try {
            boolean more = step.work();
            if (failures > 0) {
                log.info("{} works again after {} failures", name, failures);
            }
            failures = 0;
            return more;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception | Error e) {
            failures++;
            if (failures == 1) {
                log.warn("{} failed and will be retried", name, e);
            } else {
                log.debug("{} failed {} times: {}", name, failures, e.toString());
            }
            return false;
        }
    }

    private synchronized boolean stopping() {
        return stopping;
    }

    private synchronized void await() {
        Duration pause = failures == 0 ? idle : pauseAfter(failures);
        long until = System.nanoTime() + pause.toNanos();
        try {
            while (!stopping && (!woken || failures > 0)) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
        woken = false;
    }

    private static Duration pauseAfter(int failures) {
        Duration pause = Duration.ofMillis(50L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
