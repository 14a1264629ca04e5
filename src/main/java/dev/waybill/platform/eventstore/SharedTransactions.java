package dev.waybill.platform.eventstore;

import dev.waybill.platform.database.DatabaseAway;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that come at the same time share one transaction: while one is being committed others gather, and the next of
 * them runs them all. An idle system runs each request at once and alone.
 */
public final class SharedTransactions {

    private static final int MOST = 32;

    private static final class Request<T> {

        private final Supplier<T> body;
        private final Initiator initiator = CurrentInitiator.get();
        private @Nullable T result;
        private @Nullable RuntimeException failure;
        private boolean done;

        Request(Supplier<T> body) {
            this.body = body;
        }

        void run() {
            try (var scope = CurrentInitiator.set(initiator)) {
                result = body.get();
            }
        }

        void fail(RuntimeException e) {
            failure = e;
            done = true;
        }

        @SuppressWarnings("NullAway") // a body may return null
        T get() {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    private final Transactions transactions;
    private final Consumer<Runnable> around;
    private final Queue<Request<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock running = new ReentrantLock();

    /** @param around runs a batch of bodies, inside its transaction */
    public SharedTransactions(Transactions transactions, Consumer<Runnable> around) {
        this.transactions = transactions;
        this.around = around;
    }

    /**
     * Runs the body in a transaction that it may share, and returns when it is committed. When a shared transaction
     * fails each of its bodies is run again in one of its own, and what it throws then reaches its caller; while the
     * database is away nothing is run again.
     */
    public <T> T in(Supplier<T> body) {
        var request = new Request<>(body);
        waiting.add(request);
        running.lock();
        try {
            while (!request.done) {
                try (var permit = transactions.concurrencyLimit().acquireUninterruptibly()) {
                    run(gathered());
                }
            }
        } finally {
            running.unlock();
        }
        return request.get();
    }

    private List<Request<?>> gathered() {
        List<Request<?>> batch = new ArrayList<>();
        Request<?> next = waiting.poll();
        while (next != null) {
            batch.add(next);
            next = batch.size() < MOST ? waiting.poll() : null;
        }
        return batch;
    }

    private void run(List<Request<?>> batch) {
        try {
            transactions.run(() -> around.accept(() -> batch.forEach(Request::run)));
            batch.forEach(request -> request.done = true);
        } catch (RuntimeException e) {
            if (batch.size() > 1 && !DatabaseAway.isBehind(e)) {
                batch.forEach(request -> run(List.of(request)));
            } else {
                batch.forEach(request -> request.fail(e));
            }
        }
    }
}
