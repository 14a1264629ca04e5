package dev.waybill.platform.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that are being made, each on a thread of its own and for a limited time, so that one that hangs delays no
 * other call. A place is free again when the call has really ended: a call that ignores its interruption cannot pile up
 * threads.
 */
final class InFlightCalls {

    private static final Logger log = LoggerFactory.getLogger(InFlightCalls.class);
    private static final int PLACES = 32;

    /** Calls that come together are mostly answered together, and then recorded in one transaction. */
    private static final Duration GATHER = Duration.ofMillis(20);

    /** The outcome of a call: how to record its result, or why there is none. */
    record Answer(
            OwedCall call,
            @Nullable Runnable result,
            @Nullable Throwable failure) {}

    private record Running(Future<?> task, long until) {}

    private final Duration limit;
    private final Runnable wake;
    private final ExecutorService threads;
    private final Map<OwedCall, Running> running = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private volatile boolean gathering;

    /** @param wake called when an answer comes that no thread is waiting for */
    InFlightCalls(String name, Duration limit, Runnable wake) {
        this.limit = limit;
        this.wake = wake;
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("call-" + name + "-", 0).daemon().factory());
    }

    /** How many more calls can be made now. */
    int places() {
        return PLACES - taken.get();
    }

    void make(OwedCall call, Callable<Runnable> body) {
        taken.incrementAndGet();
        var task = new FutureTask<>(() -> answer(call, body), true);
        running.put(call, new Running(task, System.nanoTime() + limit.toNanos()));
        try {
            threads.execute(task);
        } catch (OutOfMemoryError e) { // the system has no further thread
            running.remove(call);
            taken.decrementAndGet();
            throw e;
        }
    }

    /** An answer that comes after the time limit is accepted too; a failure was already reported as a time-out. */
    private void answer(OwedCall call, Callable<Runnable> body) {
        try {
            Runnable result = body.call();
            running.remove(call);
            answers.add(new Answer(call, result, null));
        } catch (Exception | Error e) {
            if (running.remove(call) == null) {
                log.debug("{} for {} failed after its time limit", call.kind(), call.subject(), e);
            } else {
                answers.add(new Answer(call, null, e));
            }
        } finally {
            taken.decrementAndGet();
            if (!gathering) {
                wake.run();
            }
        }
    }

    /** The answers that have come, after a short wait for that many. */
    List<Answer> answers(int awaited) throws InterruptedException {
        return answers(awaited, GATHER);
    }

    /** The answers that have come, after a wait for all calls in flight that lasts no longer than the given time. */
    List<Answer> lastAnswers(Duration wait) throws InterruptedException {
        return answers(running.size() + answers.size(), wait);
    }

    private List<Answer> answers(int awaited, Duration wait) throws InterruptedException {
        List<Answer> all = new ArrayList<>();
        long until = System.nanoTime() + wait.toNanos();
        gathering = true;
        while (all.size() < awaited) {
            Answer next = answers.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            all.add(next);
        }
        gathering = false;
        answers.drainTo(all);
        return all;
    }

    /** The calls whose time is up, each returned once; they are interrupted. */
    List<OwedCall> overdue() {
        List<OwedCall> overdue = new ArrayList<>();
        running.forEach((call, attempt) -> {
            if (attempt.until() - System.nanoTime() < 0 && running.remove(call, attempt)) {
                attempt.task().cancel(true);
                overdue.add(call);
            }
        });
        return overdue;
    }
}
