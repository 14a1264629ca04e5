package dev.waybill.platform.calls;

import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.calls.InFlightCalls.Answer;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.RowWriter;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The calls that one context owes the outside world. A call is recorded with the events that lead to it, made after their
 * commit and outside of any transaction, and forgotten in the transaction that records its result; a failed one is
 * repeated with growing pauses. Calls are leased, so processes side by side share them, and a crash repeats a call with
 * the same id.
 */
public final class RemoteCalls {

    private static final Logger log = LoggerFactory.getLogger(RemoteCalls.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private record CallResult(OwedCall call, Runnable record) {}

    private record Kind(String category, RemoteCall call) {}

    private final Transactions transactions;
    private final CallTable table;
    private final CallProperties properties;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final InFlightCalls inFlight;
    private final WakeableWorker thread;
    private final RowWriter<OwedCall> writer;
    private final Erasures erasures = new Erasures(this);

    public RemoteCalls(JdbcTemplate jdbc, Transactions transactions, String schema, CallProperties properties) {
        this.transactions = transactions;
        this.table = new CallTable(jdbc, schema);
        this.writer = table::insert;
        this.properties = properties;
        this.thread = new WakeableWorker("calls-" + schema, LOOK, this::work);
        this.inFlight = new InFlightCalls(schema, properties.timeLimit(), thread::wake);
    }

    /** Makes the calls while the application runs. */
    public SmartLifecycle caller() {
        return new SmartLifecycle() {
            @Override
            public void start() {
                thread.start();
            }

            @Override
            public void stop() {
                thread.stop();
                takeLastAnswers();
            }

            @Override
            public boolean isRunning() {
                return thread.isRunning();
            }
        };
    }

    /** Calls that are not answered by then are made again by the next process. */
    private void takeLastAnswers() {
        try {
            settle(inFlight.lastAnswers(LAST_ANSWERS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Answers that came during the stop could not be recorded; their calls will be made again", e);
        }
    }

    /** How many calls are owed, by all processes of the context together. */
    public long owed() {
        return table.countWithout(erasures.kinds());
    }

    /** How many of them were made before and had no answer. */
    public long failing() {
        return table.countFailingWithout(erasures.kinds());
    }

    /** The steps of erasures, which are recorded and repeated as calls are, but are none. */
    public Erasures erasures() {
        return erasures;
    }

    /** How many rows of these kinds are left. */
    long count(Collection<String> ofKinds) {
        return table.countOf(ofKinds);
    }

    /** Defines how calls of a kind are made, and the category of the streams that their results are written to. */
    public void register(String kind, String category, RemoteCall call) {
        kinds.put(kind, new Kind(category, call));
    }

    /** Records a call with the current transaction; one with the same id is recorded once. */
    public void ask(String id, String kind, String subject) {
        UnitOfWork work = transactions.current();
        String flow = work.cause(subject).correlationId();
        work.write(writer, new OwedCall(id, kind, subject, flow, CurrentInitiator.get(), 0));
        work.afterCommit(thread::wake);
    }

    private boolean work() throws InterruptedException {
        int places = inFlight.places();
        List<OwedCall> due = places == 0 ? List.of() : claim(places);
        due.forEach(owed -> inFlight.make(owed, () -> kind(owed).call().call(owed.id(), owed.subject())));
        settle(inFlight.answers(due.size()));
        inFlight.overdue()
                .forEach(call -> postpone(
                        call,
                        new TimeoutException(
                                "no answer within " + properties.timeLimit().toMillis() + " ms")));
        return !due.isEmpty() && due.size() == places;
    }

    private void settle(List<Answer> answers) throws InterruptedException {
        List<CallResult> results = new ArrayList<>();
        for (Answer answer : answers) {
            Runnable result = answer.result();
            if (result != null) {
                results.add(new CallResult(answer.call(), result));
            }
        }
        if (!results.isEmpty()) {
            try (var permit = transactions.concurrencyLimit().acquire()) {
                record(results);
            }
        }
        for (Answer answer : answers) {
            Throwable failure = answer.failure();
            if (failure != null) {
                postpone(answer.call(), failure);
            }
        }
    }

    private Kind kind(OwedCall call) {
        Kind kind = kinds.get(call.kind());
        if (kind == null) {
            throw new IllegalStateException("nothing makes calls of kind " + call.kind());
        }
        return kind;
    }

    /** Leased for longer than the time limit: by then a call has been postponed, or its process is gone. */
    private List<OwedCall> claim(int most) throws InterruptedException {
        try (var permit = transactions.concurrencyLimit().acquire()) {
            return table.claim(most, properties.timeLimit().multipliedBy(2));
        }
    }

    /** Records many results in one transaction; when that fails, each in its own. */
    private void record(List<CallResult> results) {
        try {
            transactions.run(() -> recordAll(results));
        } catch (RuntimeException e) {
            log.debug("{} results could not be recorded together, going one by one", results.size(), e);
            results.forEach(this::recordAlone);
        }
    }

    private void recordAlone(CallResult result) {
        try {
            transactions.run(() -> recordAll(List.of(result)));
        } catch (RuntimeException e) {
            OwedCall call = result.call();
            log.error(
                    "The result of {} for {} could not be recorded; it will be retried",
                    call.kind(),
                    call.subject(),
                    e);
            postpone(call, e);
        }
    }

    /** When the same call was made twice, the answer that comes second is ignored. */
    private void recordAll(List<CallResult> results) {
        UnitOfWork work = transactions.current();
        work.lock(results.stream()
                .map(result -> new StreamId(
                        kind(result.call()).category(), result.call().subject()))
                .toList());
        Set<String> owed = table.forget(results.stream().map(CallResult::call).toList());
        for (CallResult result : results) {
            if (owed.remove(result.call().id())) {
                work.because(
                        Cause.of(result.call().cause(), "call:" + result.call().id()));
                try (var scope = CurrentInitiator.set(result.call().initiator())) {
                    result.record().run();
                }
            }
        }
    }

    private void postpone(OwedCall call, Throwable failure) {
        Duration pause = pauseAfter(call.attempts());
        if (failure instanceof StillPending) {
            log.debug("{} for {}: {}", call.kind(), call.subject(), failure.getMessage());
        } else {
            log.warn(
                    "{} for {} failed at attempt {}, next in {} ms: {}",
                    call.kind(),
                    call.subject(),
                    call.attempts(),
                    pause.toMillis(),
                    failure.toString());
        }
        table.postpone(call, pause);
    }

    private Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(properties.longestPause()) > 0 ? properties.longestPause() : pause;
    }
}
