package dev.waybill.platform.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.Via;
import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calls that hang, come late or fail, on a real database. */
class RemoteCallsTest {

    private static final String SCHEMA = "calls_test";
    private static final Duration FOREVER = Duration.ofHours(1);

    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private JdbcTemplate jdbc;
    private Transactions transactions;
    private RemoteCalls calls;
    private SmartLifecycle caller;

    @BeforeEach
    void start() {
        start(FOREVER);
    }

    @AfterEach
    void stop() {
        released.countDown();
        caller.stop();
    }

    private void start(Duration timeLimit) {
        var fixture = new EventStoreFixture(SCHEMA);
        jdbc = fixture.jdbc();
        transactions = fixture.transactions();
        calls = new RemoteCalls(jdbc, transactions, SCHEMA, new CallProperties(timeLimit, Duration.ofMillis(300)));
        caller = calls.caller();
        caller.start();
    }

    private void ask(String kind, String subject) {
        transactions.run(() -> calls.ask(kind + ":" + subject, kind, subject));
    }

    private Runnable recording(String what) {
        return () -> recorded.add(what);
    }

    /** A call that an earlier release has recorded has no known initiator. */
    @Test
    void aResultIsOfTheOneWhoHasCausedTheCall() {
        calls.register("answer", "thing", (id, subject) -> () -> recorded.add(subject + " " + CurrentInitiator.get()));
        try (var scope = CurrentInitiator.set(Initiator.of("ada", Via.REST))) {
            ask("answer", "a");
        }
        ask("answer", "b");
        jdbc.update("insert into " + SCHEMA + ".remote_call (id, kind, subject, cause, due_at)"
                + " values ('answer:c', 'answer', 'c', 'c', now())");

        await().until(() -> recorded.size() == 3);
        assertThat(recorded)
                .containsExactlyInAnyOrder(
                        "a " + Initiator.of("ada", Via.REST), "b " + Initiator.SYSTEM, "c " + Initiator.UNKNOWN);
    }

    @Test
    void callsThatHangDelayNoOther() {
        var hanging = new AtomicInteger();
        calls.register("hang", "thing", (id, subject) -> {
            hanging.incrementAndGet();
            released.await();
            return recording(subject);
        });
        calls.register("answer", "thing", (id, subject) -> recording(subject));
        for (int n = 0; n < 31; n++) {
            ask("hang", "h" + n);
        }
        await().until(() -> hanging.get() == 31);

        for (int n = 0; n < 100; n++) {
            ask("answer", "a" + n);
        }

        await().until(() -> recorded.size() == 100);
        assertThat(calls.owed()).isEqualTo(31);
        released.countDown();
        await().until(() -> recorded.size() == 131);
        assertThat(calls.owed()).isZero();
    }

    @Test
    void whatDoesNotAnswerInTimeIsInterruptedAndCalledAgain() {
        caller.stop();
        start(Duration.ofMillis(200));
        var interrupted = new AtomicInteger();
        var attempts = new AtomicInteger();
        calls.register("hang", "thing", (id, subject) -> {
            if (attempts.incrementAndGet() < 3) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    throw e;
                }
            }
            return recording(subject);
        });

        ask("hang", "h");

        await().until(() -> recorded.equals(List.of("h")));
        assertThat(interrupted).hasValue(2);
        assertThat(calls.owed()).isZero();
    }

    @Test
    void ofTwoAnswersToTheSameCallTheFirstIsRecordedAndTheLateOneIgnored() {
        caller.stop();
        start(Duration.ofMillis(200));
        var late = new CountDownLatch(1);
        var attempts = new AtomicInteger();
        calls.register("late", "thing", (id, subject) -> {
            int attempt = attempts.incrementAndGet();
            if (attempt == 1) {
                holdOut();
                late.countDown();
            }
            return recording(subject + attempt);
        });
        calls.register("answer", "thing", (id, subject) -> recording(subject));

        ask("late", "l");
        await().until(() -> recorded.equals(List.of("l2")));
        released.countDown();
        await().until(() -> late.getCount() == 0);
        ask("answer", "after");

        await().until(() -> recorded.contains("after"));
        assertThat(recorded).containsExactly("l2", "after");
    }

    @Test
    void anAnswerAfterTheTimeLimitIsRecordedWhenNoOtherCame() {
        caller.stop();
        start(Duration.ofMillis(200));
        var attempts = new AtomicInteger();
        calls.register("late", "thing", (id, subject) -> {
            if (attempts.incrementAndGet() > 1) {
                throw new IllegalStateException("not again");
            }
            holdOut();
            return recording(subject);
        });

        ask("late", "l");
        await().until(() -> attempts.get() > 2);
        assertThat(calls.failing()).isEqualTo(1);
        released.countDown();

        await().until(() -> recorded.equals(List.of("l")));
        assertThat(calls.owed()).isZero();
    }

    @Test
    void aStopRecordsTheAnswersOfCallsInFlight() {
        var asked = new CountDownLatch(1);
        calls.register("slow", "thing", (id, subject) -> {
            asked.countDown();
            released.await();
            return recording(subject);
        });
        ask("slow", "s");
        await().until(() -> asked.getCount() == 0);

        var stopping = new Thread(caller::stop);
        stopping.start();
        await().until(() -> !caller.isRunning());
        released.countDown();

        await().until(() -> !stopping.isAlive());
        assertThat(recorded).containsExactly("s");
        assertThat(calls.owed()).isZero();
    }

    /** As a client that does not heed its interruption. */
    private void holdOut() {
        boolean out = false;
        while (!out) {
            try {
                released.await();
                out = true;
            } catch (InterruptedException e) {
                out = false;
            }
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
