package dev.waybill.platform.eventstore;

import java.util.concurrent.Semaphore;

/**
 * Lets no more work begin at a time than there are processors. Work that waits for its turn gathers meanwhile, so that under
 * load it is done in larger batches with fewer round trips; an idle system works at once. Fair: nobody waits forever.
 */
public final class ConcurrencyLimit {

    private final Semaphore free =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** Waits for a turn, to be given back by closing it. */
    public Turn take() throws InterruptedException {
        free.acquire();
        return free::release;
    }

    /** As {@link #take}, also while the thread is to end. */
    public Turn takeUninterruptibly() {
        free.acquireUninterruptibly();
        return free::release;
    }

    /** A turn. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {

        @Override
        void close();
    }
}
