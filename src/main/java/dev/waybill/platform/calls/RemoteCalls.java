package dev.waybill.platform.calls;

import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.RowWriter;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.UnitOfWork;
import dev.waybill.platform.messaging.Wakeable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The calls that one context owes the outside world. A call is recorded with the events that want it, made after their
 * commit and outside of any transaction, and forgotten in the transaction that records its result; a failed one is
 * repeated with growing pauses. Calls are leased, so processes side by side share them, and a crash repeats a call with
 * the same id.
 */
public final class RemoteCalls {

    private static final Logger log = LoggerFactory.getLogger(RemoteCalls.class);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 8;
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(250);

    private record Row(String id, String kind, String subject, String cause, int attempts) {}

    private record Result(Row row, Runnable record) {}

    private record Kind(String category, RemoteCall call) {}

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final String table;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final ExecutorService callers;
    private final Wakeable thread;
    private final RowWriter<Row> writer = this::insert;

    public RemoteCalls(JdbcTemplate jdbc, Transactions transactions, String schema) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.table = schema + ".remote_call";
        this.callers = Executors.newFixedThreadPool(
                AT_ONCE,
                Thread.ofPlatform().name("call-" + schema + "-", 0).daemon().factory());
        this.thread = new Wakeable("calls-" + schema, LOOK, this::work);
    }

    /** Makes the calls while the application runs. */
    public SmartLifecycle caller() {
        return thread;
    }

    /** Says how calls of a kind are made, and of which category the streams are that their results go to. */
    public void register(String kind, String category, RemoteCall call) {
        kinds.put(kind, new Kind(category, call));
    }

    /** Asks for a call with the current transaction; the same id is asked for once. */
    public void ask(String id, String kind, String subject) {
        UnitOfWork work = transactions.current();
        work.write(writer, new Row(id, kind, subject, work.cause(subject).correlationId(), 0));
        work.afterCommit(thread::wake);
    }

    private void insert(List<Row> rows) {
        jdbc.update(
                "insert into " + table + " (id, kind, subject, cause, due_at) select i, k, s, c, now()"
                        + " from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n(i, k, s, c)"
                        + " on conflict do nothing",
                rows.stream().map(Row::id).toArray(String[]::new),
                rows.stream().map(Row::kind).toArray(String[]::new),
                rows.stream().map(Row::subject).toArray(String[]::new),
                rows.stream().map(Row::cause).toArray(String[]::new));
    }

    private boolean work() throws InterruptedException {
        List<Row> due = claimInTurn();
        Map<Row, Future<Runnable>> calls = new HashMap<>();
        due.forEach(row -> calls.put(row, callers.submit(() -> kind(row).call().call(row.id(), row.subject()))));
        List<Result> results = new ArrayList<>();
        for (var call : calls.entrySet()) {
            try {
                results.add(new Result(call.getKey(), call.getValue().get()));
            } catch (ExecutionException e) {
                postpone(call.getKey(), e.getCause() == null ? e : e.getCause());
            }
        }
        if (!results.isEmpty()) {
            try (var turn = transactions.turns().take()) {
                record(results);
            }
        }
        return due.size() == BATCH;
    }

    private Kind kind(Row row) {
        Kind kind = kinds.get(row.kind());
        if (kind == null) {
            throw new IllegalStateException("nothing makes calls of kind " + row.kind());
        }
        return kind;
    }

    private List<Row> claimInTurn() throws InterruptedException {
        try (var turn = transactions.turns().take()) {
            return claim();
        }
    }

    private List<Row> claim() {
        return jdbc.query(
                "update " + table + " set due_at = now() + make_interval(secs => ?), attempts = attempts + 1"
                        + " where id in (select id from " + table + " where due_at <= now() order by due_at limit ?"
                        + " for update skip locked) returning id, kind, subject, cause, attempts",
                RemoteCalls::row,
                LEASE.toSeconds(),
                BATCH);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5));
    }

    /** Records many results in one transaction; when that fails, each in its own. */
    private void record(List<Result> results) {
        try {
            transactions.run(() -> recordAll(results));
        } catch (RuntimeException e) {
            log.debug("{} results could not be recorded together, going one by one", results.size(), e);
            results.forEach(this::recordAlone);
        }
    }

    private void recordAlone(Result result) {
        try {
            transactions.run(() -> recordAll(List.of(result)));
        } catch (RuntimeException e) {
            postpone(result.row(), e);
        }
    }

    private void recordAll(List<Result> results) {
        UnitOfWork work = transactions.current();
        work.lock(results.stream()
                .map(result ->
                        new StreamId(kind(result.row()).category(), result.row().subject()))
                .toList());
        for (Result result : results) {
            work.because(Cause.of(result.row().cause(), "call:" + result.row().id()));
            result.record().run();
        }
        jdbc.update("delete from " + table + " where id = any(?)", (Object)
                results.stream().map(result -> result.row().id()).toArray(String[]::new));
    }

    private void postpone(Row row, Throwable failure) {
        Duration pause = Duration.ofMillis(Math.min(60_000, 200L << Math.min(row.attempts() - 1, 10)));
        log.warn(
                "{} for {} failed at attempt {}, next in {} ms: {}",
                row.kind(),
                row.subject(),
                row.attempts(),
                pause.toMillis(),
                failure.toString());
        jdbc.update(
                "update " + table + " set due_at = now() + make_interval(secs => ?) where id = ?",
                pause.toMillis() / 1000.0,
                row.id());
    }
}
