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
import org.springframework.stereotype.Component;

/** Asks the other contexts what their books hold, and waits for what they answer. */
@Component
public class AskedBooks {

    /** The contexts whose books are compared; the desk is asked by message like the others. */
    static final Set<String> CONTEXTS = Set.of("ecommerce", "order", "billing", "inventory", "shipping", "desk");

    private static final Logger log = LoggerFactory.getLogger(AskedBooks.class);
    private static final String DESK = "desk";

    private final Questions questions;
    private final Clock clock;
    private final Map<String, Round> rounds = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<BooksMended>> repairs = new ConcurrentHashMap<>();

    AskedBooks(Questions questions, Clock clock) {
        this.questions = questions;
        this.clock = clock;
    }

    /** Takes in an answer; one that nobody here waits for is passed over. */
    public void heard(Object answer) {
        switch ((DeskAnswer) answer) {
            case BooksReported report -> {
                Round round = rounds.get(report.run());
                if (round != null) {
                    round.heard(report);
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
     * What all contexts have: what is open, the newest of what was moved since an instant, and these subjects.
     *
     * @param until the system's nano clock when whoever has not answered is not waited for any longer
     */
    Map<String, ContextBooks> all(Instant since, int most, Set<String> subjects, long until) {
        String run = UUID.randomUUID().toString();
        return during(run, CONTEXTS, until, () -> ask(run, List.copyOf(CONTEXTS), true, since, most, subjects));
    }

    /** What each of these contexts has of the subjects that are asked of it. */
    Map<String, ContextBooks> of(Map<String, Set<String>> subjects, long until) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        String run = UUID.randomUUID().toString();
        return during(
                run,
                subjects.keySet(),
                until,
                () -> subjects.forEach((context, wanted) -> ask(run, List.of(context), false, null, 0, wanted)));
    }

    private Map<String, ContextBooks> during(String run, Set<String> asked, long until, Runnable asking) {
        var round = new Round(asked);
        rounds.put(run, round);
        try {
            asking.run();
            return round.await(until);
        } catch (AmqpException e) {
            log.warn("Nobody can be asked for their books, the broker is away: {}", e.getMessage());
            return Map.of();
        } finally {
            rounds.remove(run);
        }
    }

    private void ask(
            String run, List<String> of, boolean everything, @Nullable Instant since, int most, Set<String> subjects) {
        questions.say(DESK, run, new ReportBooks(run, now(), of, everything, since, most, List.copyOf(subjects)));
    }

    /** Has a context mend its books, and waits a while for what it answers; empty when it has not by then. */
    Optional<BooksMended> mend(MendBooks command, Duration patience) {
        var answer = new CompletableFuture<BooksMended>();
        repairs.put(command.repair(), answer);
        try {
            questions.say(DESK, command.subject(), command);
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | AmqpException e) {
            log.info("{} has not answered a repair of {}: {}", command.context(), command.subject(), e.toString());
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
