package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.Finding;
import dev.waybill.desk.DeskProperties;
import dev.waybill.platform.context.ContextRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Compares the books of all contexts: asks each for its own, asks again for what only some have told of, and looks twice
 * at what seems to disagree before it says so.
 */
@Component
public class Reconciliation {

    /**
     * What a comparison found.
     *
     * @param orders how many orders the desk knows of
     * @param unanswered the contexts that have not told of their books in time; nothing is said about them
     */
    public record Result(Instant checkedAt, long orders, List<Violation> violations, List<String> unanswered) {}

    private static final Duration SECOND_LOOK = Duration.ofMillis(4_500);

    /** Of what disagreed before and of what was under way; more would keep the contexts from answering in time. */
    private static final int MOST_AGAIN = 1_000;

    /** What is wrong within a context's books, and no repair heals. */
    private static final String OWN_BOOKS = "own books";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final AskedBooks asked;
    private final Gathering gathering;
    private final Violations violations;
    private final LostMessagesWatch watch;
    private final ContextRuntime parts;
    private final Duration window;
    private final ReentrantLock comparing = new ReentrantLock();
    private volatile long begun;
    private @Nullable Result last;

    Reconciliation(
            AskedBooks asked,
            Gathering gathering,
            Violations violations,
            LostMessagesWatch watch,
            @Qualifier("deskParts") ContextRuntime parts,
            DeskProperties properties) {
        this.asked = asked;
        this.gathering = gathering;
        this.violations = violations;
        this.watch = watch;
        this.parts = parts;
        this.window = properties.reconciliationWindow();
    }

    /** Compares now. Whoever comes while others are at it shares the next comparison with them. */
    public Result compare() {
        long arrived = begun;
        comparing.lock();
        try {
            Result shared = last;
            if (shared != null && begun > arrived) {
                return shared;
            }
            begun++;
            Result result = compareNow();
            last = result;
            return result;
        } finally {
            comparing.unlock();
        }
    }

    private Result compareNow() {
        long begin = System.nanoTime();
        Instant checkedAt = asked.now();
        Set<String> remembered = new TreeSet<>(violations.subjects(MOST_AGAIN));
        remembered.addAll(watch.subjects(MOST_AGAIN));
        Map<String, ContextBooks> books = gathering.all(checkedAt.minus(window), remembered, begin);
        List<Violation> found = confirmed(books, begin + SECOND_LOOK.toNanos());
        found.addAll(ownFindings(books));
        Set<String> lookedAt = new Comparison(books).subjects();
        lookedAt.addAll(remembered);
        Set<String> answered = books.keySet();
        found.addAll(watch.lost(UnderWay.in(books), answered, lookedAt, asked.now()));
        violations.are(withoutConsequences(found), answered, lookedAt, checkedAt);
        return new Result(
                checkedAt,
                orders(),
                violations.all(),
                AskedBooks.CONTEXTS.stream()
                        .filter(context -> !answered.contains(context))
                        .sorted()
                        .toList());
    }

    /** What disagrees, and does so still when the books are looked at once more. */
    private List<Violation> confirmed(Map<String, ContextBooks> books, long until) {
        Map<String, Violation> suspected = new Comparison(books)
                .disagreements().stream().collect(Collectors.toMap(Violation::id, one -> one, (one, other) -> one));
        if (suspected.isEmpty()) {
            return new ArrayList<>();
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        Map<String, ContextBooks> second = gathering.again(
                books, suspected.values().stream().map(Violation::subject).collect(Collectors.toSet()), until);
        return new Comparison(second)
                .disagreements().stream()
                        .filter(one -> suspected.containsKey(one.id()))
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Violation> ownFindings(Map<String, ContextBooks> books) {
        List<Violation> found = new ArrayList<>();
        books.values().forEach(context -> context.findings().forEach(finding -> found.add(own(finding, context))));
        return found;
    }

    private static Violation own(Finding finding, ContextBooks books) {
        return new Violation(
                finding.invariant(),
                books.context(),
                "",
                finding.subject(),
                finding.repair() == null ? OWN_BOOKS : finding.repair(),
                finding.detail(),
                books.entry(finding.subject()).since(),
                RepairPlan.named(finding.repair(), books.context()));
    }

    /** Where a context's stream of a subject is broken, what else is wrong there or missed by others is not told as well. */
    private static List<Violation> withoutConsequences(List<Violation> found) {
        Set<String> broken = found.stream()
                .filter(Reconciliation::isBrokenStream)
                .map(one -> one.context() + "|" + one.subject())
                .collect(Collectors.toSet());
        return found.stream()
                .filter(one -> isBrokenStream(one)
                        || (!broken.contains(one.context() + "|" + one.subject())
                                && !broken.contains(one.peer() + "|" + one.subject())))
                .toList();
    }

    private static boolean isBrokenStream(Violation one) {
        return one.invariant().equals("I5") && one.what().equals(OWN_BOOKS);
    }

    private long orders() {
        Long orders = parts.jdbc().queryForObject("select coalesce(sum(orders), 0) from desk.order_count", Long.class);
        return orders == null ? 0 : orders;
    }
}
