package dev.waybill.platform.eventstore;

import java.util.concurrent.Semaphore;

/**
 * Limits how much work runs at a time to the number of processors. Work that waits for a permit gathers meanwhile, so that
 * under load it is done in larger batches with fewer round trips; an idle system works at once. The limit is fair: permits
 * are granted in the order of the requests.
 */
public final class ConcurrencyLimit {

    private final Semaphore free =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** Waits for a permit, which is returned by closing it. */
    public Permit acquire() throws InterruptedException {
        free.acquire();
        return free::release;
    }

    /** As {@link #acquire}, but ignores interruptions of the thread. */
    public Permit acquireUninterruptibly() {
        free.acquireUninterruptibly();
        return free::release;
    }

    /** The right to run until it is closed. */
    @FunctionalInterface
    public interface Permit extends AutoCloseable {

        @Override
        void close();
    }
}
