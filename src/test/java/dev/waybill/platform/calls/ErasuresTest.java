package dev.waybill.platform.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** The steps of erasures share the table of the calls, but are none. */
class ErasuresTest {

    private static final String SCHEMA = "erasures_test";
    private static final String KIND = "cancel";

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<SmartLifecycle> started = new ArrayList<>();
    private JdbcTemplate jdbc;
    private Transactions transactions;
    private RemoteCalls calls;

    @BeforeEach
    void open() {
        var fixture = new EventStoreFixture(SCHEMA);
        jdbc = fixture.jdbc();
        transactions = fixture.transactions();
        calls = process();
        calls.erasures().register(KIND, "thing", done::add);
    }

    @AfterEach
    void stop() {
        started.forEach(SmartLifecycle::stop);
    }

    private RemoteCalls process() {
        return new RemoteCalls(
                jdbc, transactions, SCHEMA, new CallProperties(Duration.ofSeconds(10), Duration.ofMillis(300)));
    }

    private void start(RemoteCalls process) {
        started.add(process.caller());
        started.getLast().start();
    }

    private void add(String subject) {
        transactions.run(() -> calls.erasures().add(KIND, subject));
    }

    @Test
    void areCountedByThemselvesAndNotAsCalls() {
        add("a");
        add("b");
        transactions.run(() -> calls.ask("pay:c", "pay", "c"));

        assertThat(calls.erasures().pending()).isEqualTo(2);
        assertThat(calls.owed()).isEqualTo(1);
    }

    @Test
    void areRepeatedUntilTheyAreDoneWithoutCountingAsFailingCalls() {
        var failures = new AtomicInteger();
        Consumer<String> failing = subject -> {
            if (failures.incrementAndGet() < 4) {
                assertThat(calls.failing()).isZero();
                throw new IllegalStateException("not yet");
            }
            done.add(subject);
        };
        calls.erasures().register("slow", "thing", failing);
        transactions.run(() -> calls.erasures().add("slow", "a"));

        start(calls);

        await().until(() -> done.equals(List.of("a")));
        await().until(() -> calls.erasures().pending() == 0);
        assertThat(failures).hasValue(4);
    }

    @Test
    void areRecordedWithTheTransactionOfTheErasureOrNotAtAll() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    calls.erasures().add(KIND, "a");
                    throw new IllegalStateException("the erasure fails");
                }))
                .hasMessage("the erasure fails");

        assertThat(calls.erasures().pending()).isZero();
    }

    @Test
    void areRecordedOnceHoweverOftenTheyAreAdded() {
        add("a");
        add("a");

        assertThat(calls.erasures().pending()).isEqualTo(1);
    }

    @Test
    void thatAProcessLeftBehindAreDoneByTheNext() {
        add("a");
        var next = process();
        next.erasures().register(KIND, "thing", done::add);

        start(next);

        await().until(() -> done.equals(List.of("a")));
    }

    @Test
    void thatAnEarlierReleaseRecordedAsCallsAreDone() {
        jdbc.update("insert into " + SCHEMA + ".remote_call (id, kind, subject, cause, attempts, due_at)"
                + " values ('cancel:a', 'cancel', 'a', 'a', 3, now())");
        assertThat(calls.failing()).isZero();
        assertThat(calls.erasures().pending()).isEqualTo(1);

        start(calls);

        await().until(() -> done.equals(List.of("a")));
    }

    /** An earlier release knows the kind as one of a call. */
    @Test
    void areDoneByACopyOfAnEarlierReleaseToo() {
        add("a");
        var earlier = process();
        earlier.register(KIND, "thing", (id, subject) -> () -> done.add(id));

        start(earlier);

        await().until(() -> done.equals(List.of("cancel:a")));
        await().until(() -> calls.erasures().pending() == 0);
    }

    @Test
    void ofAKindThatNothingDoesAreRefused() {
        assertThatThrownBy(() -> transactions.run(() -> calls.erasures().add("unknown", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown");
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
