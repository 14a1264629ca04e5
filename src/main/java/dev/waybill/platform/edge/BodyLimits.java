package dev.waybill.platform.edge;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What all request bodies of this process share: how many may arrive at once, and how much memory they take. */
final class BodyLimits {

    /** Bytes of one body. */
    static final int LARGEST = 256 * 1024;

    /** From the first read of a body to its last byte; for a request's headers likewise. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int WITHOUT_USER = 32;
    private static final int SHARE_OF_HEAP = 16;
    private static final long TICK_MILLIS = 250;

    private final Semaphore withoutUser = new Semaphore(WITHOUT_USER);
    private final long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    private final AtomicLong held = new AtomicLong();
    private final Set<GuardedBody> arriving = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-deadlines").factory());

    /** A place for the body of a request without a user; false when all are taken. */
    boolean take() {
        return withoutUser.tryAcquire();
    }

    void giveBack() {
        withoutUser.release();
    }

    /** Bytes that stay in memory until {@link #release}; false when the bodies of all requests take too much. */
    boolean hold(int bytes) {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** Shortens the web server's wait for this body's next byte as its deadline approaches. */
    void watch(GuardedBody body) {
        arriving.add(body);
    }

    void forget(GuardedBody body) {
        arriving.remove(body);
    }

    void start() {
        clock.scheduleAtFixedRate(
                () -> arriving.forEach(GuardedBody::tighten), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        clock.shutdownNow();
    }
}
