package dev.waybill.journey;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What goes wrong with the next calls to a partner, and how often each was made. */
final class Faults {

    /** What goes wrong with one call. */
    enum Fault {
        /** The call times out before it reaches the partner. */
        LOST_ON_THE_WAY,
        /** The partner does what it is asked, and its answer is lost. */
        ANSWER_LOST,
        /** The partner does what it is asked, and answers when no caller waits any more. */
        ANSWER_LATE,
        /** The call never ends by itself. */
        HANGS
    }

    private final Map<String, Queue<Fault>> next = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile CountDownLatch late = new CountDownLatch(1);
    private volatile boolean down;
    private volatile boolean hanging = true;

    void plan(String call, Fault fault) {
        next.computeIfAbsent(call, name -> new ConcurrentLinkedQueue<>()).add(fault);
    }

    /** No partner can be reached until {@link #heal}. */
    void goDown() {
        down = true;
    }

    /** What hangs or is late goes on, and nothing more goes wrong. */
    void heal() {
        next.clear();
        down = false;
        letLateAnswersCome();
    }

    void letLateAnswersCome() {
        CountDownLatch waiting = late;
        late = new CountDownLatch(1);
        waiting.countDown();
    }

    /** From now on nothing hangs. */
    void stopHanging() {
        hanging = false;
        letLateAnswersCome();
    }

    int calls(String call) {
        return calls.computeIfAbsent(call, name -> new AtomicInteger()).get();
    }

    /** As at the beginning. */
    void forget() {
        heal();
        hanging = true;
        calls.clear();
    }

    <T> T through(String call, Supplier<T> real, Supplier<RuntimeException> lost) {
        calls.computeIfAbsent(call, name -> new AtomicInteger()).incrementAndGet();
        if (down) {
            throw lost.get();
        }
        Queue<Fault> planned = next.get(call);
        Fault fault = planned == null ? null : planned.poll();
        if (fault == null) {
            return real.get();
        }
        return switch (fault) {
            case LOST_ON_THE_WAY -> throw lost.get();
            case ANSWER_LOST -> {
                T unused = real.get();
                throw lost.get();
            }
            case ANSWER_LATE -> {
                T answer = real.get();
                holdOut();
                yield answer;
            }
            case HANGS -> {
                hang();
                throw lost.get();
            }
        };
    }

    /** Until it is healed or interrupted. */
    void hang() {
        try {
            if (hanging) {
                late.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** As a client that does not heed its interruption. */
    private void holdOut() {
        CountDownLatch healed = late;
        boolean out = false;
        while (!out) {
            try {
                healed.await();
                out = true;
            } catch (InterruptedException e) {
                out = false;
            }
        }
    }
}
