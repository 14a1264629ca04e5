package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.Finding;
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
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the books of all contexts: requests those of each, requests again what only some have reported, and reports a
 * disagreement only after a second look.
 */
public final class Reconciliation {

    /**
     * What a comparison found.
     *
     * @param orders how many orders the desk knows
     * @param unanswered the contexts that have not reported their books in time; their books were not compared
     * @param turn from 1 to turns: which part of the open orders was compared
     * @param turns in how many comparisons all open orders are compared; 1 unless there are very many
     */
    public record Result(
            Instant checkedAt, long orders, List<Violation> violations, List<String> unanswered, int turn, int turns) {}

    private static final Duration SECOND_LOOK = Duration.ofMillis(4_500);

    /** Of the earlier disagreements and of the messages in flight; more would keep the contexts from answering in time. */
    private static final int MOST_CHECKED_AGAIN = 1_000;

    /** An error within a context's own books that no repair corrects. */
    private static final String OWN_BOOKS = "own books";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final AuditRequests requests;
    private final AuditCollector collector;
    private final Violations violations;
    private final LostMessagesWatch watch;
    private final JdbcTemplate jdbc;
    private final Duration window;
    private final ReentrantLock comparing = new ReentrantLock();
    private volatile long begun;
    private int turn;
    private @Nullable Result last;

    public Reconciliation(
            AuditRequests requests,
            Violations violations,
            LostMessagesWatch watch,
            JdbcTemplate jdbc,
            DeskProperties properties) {
        this.requests = requests;
        this.collector = new AuditCollector(requests);
        this.violations = violations;
        this.watch = watch;
        this.jdbc = jdbc;
        this.window = properties.reconciliationWindow();
    }

    /** Compares now. Callers that arrive during a comparison share the next one. */
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
        Instant checkedAt = requests.now();
        Set<String> remembered = new TreeSet<>(violations.subjects(MOST_CHECKED_AGAIN));
        remembered.addAll(watch.subjects(MOST_CHECKED_AGAIN));
        Map<String, AuditResult> books = collector.all(checkedAt.minus(window), turn, remembered, begin);
        List<Violation> found = confirmed(books, begin + SECOND_LOOK.toNanos());
        found.addAll(ownFindings(books));
        Set<String> lookedAt = new Comparison(books).subjects();
        lookedAt.addAll(remembered);
        Set<String> answered = books.keySet();
        found.addAll(watch.lost(InFlightMessages.in(books), answered, lookedAt, requests.now()));
        violations.replace(withoutConsequences(found), answered, lookedAt, checkedAt);
        int turns = books.values().stream().mapToInt(AuditResult::turns).max().orElse(1);
        int compared = turn % turns + 1;
        turn = compared % turns;
        return new Result(
                checkedAt,
                orders(),
                violations.all(),
                AuditRequests.CONTEXTS.stream()
                        .filter(context -> !answered.contains(context))
                        .sorted()
                        .toList(),
                compared,
                turns);
    }

    /** The disagreements that are still there at a second look. */
    private List<Violation> confirmed(Map<String, AuditResult> books, long until) {
        Map<String, Violation> suspected = new Comparison(books)
                .disagreements().stream().collect(Collectors.toMap(Violation::id, one -> one, (one, other) -> one));
        if (suspected.isEmpty()) {
            return new ArrayList<>();
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        Map<String, AuditResult> second = collector.again(
                books, suspected.values().stream().map(Violation::subject).collect(Collectors.toSet()), until);
        return new Comparison(second)
                .disagreements().stream()
                        .filter(one -> suspected.containsKey(one.id()))
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Violation> ownFindings(Map<String, AuditResult> books) {
        List<Violation> found = new ArrayList<>();
        books.values().forEach(context -> context.findings().forEach(finding -> found.add(own(finding, context))));
        return found;
    }

    private static Violation own(Finding finding, AuditResult books) {
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

    /** Where a context's stream of a subject is broken, further violations that it may have caused are left out. */
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
        Long orders = jdbc.queryForObject("select coalesce(sum(orders), 0) from desk.order_count", Long.class);
        return orders == null ? 0 : orders;
    }
}
