package dev.waybill.desk.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects the books of all contexts until each has reported every subject that any of them has reported. */
final class AuditCollector {

    private static final Duration FIRST_ANSWERS = Duration.ofMillis(3_300);
    private static final Duration SECOND_ANSWERS = Duration.ofMillis(3_900);
    private static final int MOST = 500;

    private final AuditRequests requests;

    AuditCollector(AuditRequests requests) {
        this.requests = requests;
    }

    /**
     * The books of all contexts that have answered in time.
     *
     * @param turn which part of the open subjects is requested where there are very many
     * @param subjects are requested in any case
     * @param begin the reading of the system's nano clock at which the comparison began
     */
    Map<String, AuditResult> all(Instant since, int turn, Set<String> subjects, long begin) {
        Map<String, AuditResult> books =
                new HashMap<>(requests.ofAll(since, MOST, turn, subjects, begin + FIRST_ANSWERS.toNanos()));
        complete(books, subjects, begin + SECOND_ANSWERS.toNanos());
        return books;
    }

    /** What the books hold of these subjects now; the collected ones are brought up to date. */
    Map<String, AuditResult> again(Map<String, AuditResult> books, Set<String> subjects, long until) {
        Map<String, Set<String>> again = new HashMap<>();
        books.keySet().forEach(context -> again.put(context, subjects));
        Map<String, AuditResult> second = requests.of(again, until);
        books.keySet().retainAll(second.keySet()); // a context that is late now counts as unanswered
        second.forEach((context, later) -> books.computeIfPresent(context, (name, first) -> first.with(later)));
        return second;
    }

    /** Requests from each context the subjects that others have reported and it has not. */
    private void complete(Map<String, AuditResult> books, Set<String> requested, long until) {
        Set<String> all = new Comparison(books).subjects();
        Map<String, Set<String>> missing = new HashMap<>();
        books.forEach((context, known) -> {
            Set<String> unknown = new TreeSet<>(all);
            unknown.removeAll(known.entries().keySet());
            unknown.removeAll(requested);
            if (!unknown.isEmpty()) {
                missing.put(context, unknown);
            }
        });
        Map<String, AuditResult> more = requests.of(missing, until);
        missing.keySet().stream()
                .filter(context -> !more.containsKey(context))
                .forEach(books::remove); // a partial answer counts as none
        more.forEach((context, later) -> books.computeIfPresent(context, (name, first) -> first.with(later)));
    }
}
