package dev.waybill.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventLog;
import dev.waybill.platform.eventstore.LogPosition;
import dev.waybill.platform.eventstore.LoggedEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Projections see each event once and in order, in whatever order transactions commit, and are rebuilt beside what is
 * read.
 */
class ProjectionRunnerTest {

    private static final String SCHEMA = "projection_test";

    sealed interface Counted {
        record Added(int amount) implements Counted {}
    }

    private static final Decider<Long, Counted, Counted> DECIDER =
            new Decider<>(0L, (sum, command) -> List.of(command), (sum, event) -> switch (event) {
                case Counted.Added(var amount) -> sum + amount;
            });

    /** Counts the events of each stream. */
    private final class Counts implements Projection {

        @Override
        public String name() {
            return "counts";
        }

        @Override
        public List<String> tables() {
            return List.of("counts");
        }

        @Override
        public void apply(List<LoggedEvent> events, UnaryOperator<String> table) {
            events.forEach(event -> jdbc.update(
                    "insert into " + table.apply("counts")
                            + " as c values (?, 1) on conflict (stream) do update set events = c.events + 1",
                    event.event().stream().toString()));
        }
    }

    private final List<ProjectionRunner> running = new ArrayList<>();
    private JdbcTemplate jdbc;
    private Transactions transactions;
    private EventStoreFixture fixture;
    private Aggregates<Long, Counted, Counted> totals;

    @BeforeEach
    void makeTables() {
        fixture = new EventStoreFixture(SCHEMA);
        jdbc = fixture.jdbc();
        jdbc.execute("create table projection_test.counts (stream text primary key, events int not null)");
        transactions = fixture.transactions();
        totals = fixture.aggregates("total", DECIDER, Counted.class);
    }

    @AfterEach
    void stop() {
        running.forEach(runner -> runner.thread().stop());
    }

    private ProjectionRunner start() {
        var runner = new ProjectionRunner(new Counts(), jdbc, SCHEMA, log(), transactions, Clock.systemUTC());
        fixture.store().afterEachCommit(runner.thread()::wake);
        runner.thread().start();
        running.add(runner);
        return runner;
    }

    private EventLog log() {
        return fixture.log();
    }

    private void add(String id) {
        transactions.run(() -> totals.handle(id, new Counted.Added(1)));
    }

    private int counted() {
        Integer sum = jdbc.queryForObject("select coalesce(sum(events), 0) from projection_test.counts", Integer.class);
        return sum == null ? 0 : sum;
    }

    /** A transaction has its number from its first lock on, which may be long before it gets to a stream. */
    @Test
    void readsAStreamInItsOrderAlsoWhenAnOlderTransactionHasWrittenTheNewerEvent() throws Exception {
        var numbered = new CountDownLatch(1);
        var overtaken = new CountDownLatch(1);
        Thread older = Thread.ofPlatform()
                .start(() -> transactions.run(() -> {
                    transactions.current().head(new StreamId("total", "first"));
                    numbered.countDown();
                    awaitUninterruptibly(overtaken);
                    totals.handle("shared", new Counted.Added(2));
                }));
        numbered.await();
        add("shared");
        overtaken.countDown();
        older.join();

        assertThat(log().after(LogPosition.START, 10))
                .extracting(logged -> logged.event().version())
                .containsExactly(1L, 2L);
    }

    /** The numbers of another PostgreSQL's transactions are far above those of the one that the backup is restored into. */
    @Test
    void continuesAfterEventsThatWereRestoredFromABackup() {
        add("old");
        jdbc.update("update projection_test.event set transaction = '4000000000'");
        assertThat(log().after(LogPosition.START, 10)).isEmpty();

        assertThat(log().continueAfterRestore()).isTrue();
        add("new");

        assertThat(log().after(LogPosition.START, 10))
                .extracting(logged -> logged.event().stream().toString())
                .containsExactly("total/old", "total/new");
        assertThat(log().continueAfterRestore()).isFalse();
        start();
        Awaitility.await().until(() -> counted() == 2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes an event of "late" and commits it only when released, after others with higher positions. */
    private CompletableFuture<Void> addLate(CountDownLatch written, CountDownLatch commit) {
        return CompletableFuture.runAsync(() -> transactions.run(() -> {
            jdbc.update("insert into projection_test.event (stream, version, type, schema_version, data, occurred_at,"
                    + " causation_id, correlation_id) values ('total/late', 1, 'Added', 1, '{\"amount\": 1}', now(),"
                    + " 'c', 'c')");
            written.countDown();
            try {
                assertThat(commit.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void anEventCommittedAfterOnesWithHigherPositionsIsNotSkipped() throws InterruptedException {
        var written = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var late = addLate(written, commit);
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
        add("early");

        List<Long> naive = positionsAfter(0);
        assertThat(log().after(LogPosition.START, 10)).isEmpty();
        commit.countDown();
        late.join();

        assertThat(log().after(LogPosition.START, 10))
                .extracting(event -> event.event().stream().id())
                .containsExactly("late", "early");
        assertThat(positionsAfter(naive.getLast()))
                .as("a reader that follows positions alone misses it")
                .isEmpty();
    }

    private List<Long> positionsAfter(long position) {
        return jdbc.queryForList(
                "select position from projection_test.event where position > ? order by position",
                Long.class,
                position);
    }

    @Test
    void eachEventOfManyConcurrentWritersIsAppliedOnceByTwoProcesses() {
        start();
        start();
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(writer -> CompletableFuture.runAsync(
                                () -> IntStream.range(0, 100).forEach(n -> add("stream-" + writer % 3))))
                        .toArray(CompletableFuture[]::new))
                .join();
        Awaitility.await().until(() -> counted() >= 800);
        assertThat(counted()).isEqualTo(800);
        assertThat(running.getFirst().state().lag()).isZero();
    }

    @Test
    void continuesWhereItStopped() {
        ProjectionRunner first = start();
        add("a");
        first.awaitNow();
        first.thread().stop();
        add("a");
        start().awaitNow();
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void isRebuiltWhileOthersWrite() {
        ProjectionRunner runner = start();
        IntStream.range(0, 50).forEach(n -> add("stream-" + n % 7));
        runner.awaitNow();
        jdbc.update("update projection_test.counts set events = 1000 where stream = 'total/stream-0'");

        assertThat(runner.rebuild()).isTrue();
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> IntStream.range(0, 200).forEach(n -> add("stream-" + n % 7)));
        Awaitility.await().until(() -> runner.state().rebuiltTo() == null);
        writing.join();
        runner.awaitNow();

        assertThat(counted()).isEqualTo(250);
        assertThat(runner.state().rebuilt())
                .extracting(ProjectionRunner.Rebuilt::differences)
                .isEqualTo(2L);
        assertThat(jdbc.queryForObject("select to_regclass('projection_test.counts_next')::text", String.class))
                .isNull();
    }

    @Test
    void isRebuiltOnceAtATime() {
        add("a");
        var stopped = new ProjectionRunner(new Counts(), jdbc, SCHEMA, log(), transactions, Clock.systemUTC());
        assertThat(stopped.rebuild()).isTrue();
        assertThat(stopped.rebuild()).isFalse();
        start().awaitNow();
        Awaitility.await().until(() -> stopped.state().rebuiltTo() == null);
        assertThat(stopped.rebuild()).isTrue();
        assertThat(counted()).isEqualTo(1);
    }
}
