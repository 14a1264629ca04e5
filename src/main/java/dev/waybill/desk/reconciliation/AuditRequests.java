package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer;
import dev.waybill.contract.desk.DeskAnswer.BooksMended;
import dev.waybill.contract.desk.DeskAnswer.BooksReported;
import dev.waybill.contract.desk.DeskQuestion.MendBooks;
import dev.waybill.contract.desk.DeskQuestion.ReportBooks;
import dev.waybill.platform.messaging.Questions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;

/** Requests reports and repairs from the contexts, and waits for their answers. */
public final class AuditRequests {

    /** The contexts whose books are compared; the desk receives its request as a message, like the others. */
    static final Set<String> CONTEXTS = Set.of("ecommerce", "order", "billing", "inventory", "shipping", "desk");

    private static final Logger log = LoggerFactory.getLogger(AuditRequests.class);
    private static final String DESK = "desk";

    private final Questions questions;
    private final Clock clock;
    private final Map<String, AuditRound> rounds = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<BooksMended>> repairs = new ConcurrentHashMap<>();

    public AuditRequests(Questions questions, Clock clock) {
        this.questions = questions;
        this.clock = clock;
    }

    /** Accepts an answer; one that this process does not wait for is ignored. */
    public void accept(Object answer) {
        switch ((DeskAnswer) answer) {
            case BooksReported report -> {
                AuditRound round = rounds.get(report.run());
                if (round != null) {
                    round.accept(report);
                }
            }
            case BooksMended mended -> {
                CompletableFuture<BooksMended> waiting = repairs.get(mended.repair());
                if (waiting != null) {
                    waiting.complete(mended);
                }
            }
        }
    }

    /**
     * What all contexts hold: the open subjects, the newest of those that moved since an instant, and these subjects.
     *
     * @param turn which part of the open subjects is wanted of a context with very many
     * @param until the reading of the system's nano clock at which the wait for answers ends
     */
    Map<String, AuditResult> ofAll(Instant since, int most, int turn, Set<String> subjects, long until) {
        String run = UUID.randomUUID().toString();
        return during(
                run, CONTEXTS, until, () -> request(run, List.copyOf(CONTEXTS), true, since, most, turn, subjects));
    }

    /** What each of these contexts holds of the subjects that are requested from it. */
    Map<String, AuditResult> of(Map<String, Set<String>> subjects, long until) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        String run = UUID.randomUUID().toString();
        return during(
                run,
                subjects.keySet(),
                until,
                () -> subjects.forEach((context, wanted) -> request(run, List.of(context), false, null, 0, 0, wanted)));
    }

    private Map<String, AuditResult> during(String run, Set<String> contexts, long until, Runnable request) {
        var round = new AuditRound(contexts);
        rounds.put(run, round);
        try {
            request.run();
            return round.await(until);
        } catch (AmqpException e) {
            log.warn("The books cannot be compared now, as the broker is not available: {}", e.getMessage());
            return Map.of();
        } finally {
            rounds.remove(run);
        }
    }

    private void request(
            String run,
            List<String> of,
            boolean everything,
            @Nullable Instant since,
            int most,
            int turn,
            Set<String> subjects) {
        questions.send(
                DESK, run, new ReportBooks(run, now(), of, everything, since, most, List.copyOf(subjects), turn));
    }

    /** Requests a repair from a context and waits for its answer; empty when none has come by then. */
    Optional<BooksMended> repair(MendBooks command, Duration patience) {
        var answer = new CompletableFuture<BooksMended>();
        repairs.put(command.repair(), answer);
        try {
            questions.send(DESK, command.subject(), command);
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | AmqpException e) {
            log.info(
                    "{} has not answered the repair of {}: {}; it will be requested again",
                    command.context(),
                    command.subject(),
                    e.toString());
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            repairs.remove(command.repair());
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
