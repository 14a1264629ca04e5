package dev.waybill.desk.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Gathers the books of all contexts until everybody has told of everything that anybody has told of. */
@Component
class Gathering {

    private static final Duration FIRST_ANSWERS = Duration.ofMillis(3_300);
    private static final Duration SECOND_ANSWERS = Duration.ofMillis(3_900);
    private static final int MOST = 500;

    private final AskedBooks asked;

    Gathering(AskedBooks asked) {
        this.asked = asked;
    }

    /**
     * The books of all contexts that have answered in time.
     *
     * @param subjects are asked for in any case
     * @param begin the system's nano clock when it began
     */
    Map<String, ContextBooks> all(Instant since, Set<String> subjects, long begin) {
        Map<String, ContextBooks> books =
                new HashMap<>(asked.all(since, MOST, subjects, begin + FIRST_ANSWERS.toNanos()));
        complete(books, subjects, begin + SECOND_ANSWERS.toNanos());
        return books;
    }

    /** What these subjects' books hold now; the ones that were gathered are brought up to it. */
    Map<String, ContextBooks> again(Map<String, ContextBooks> books, Set<String> subjects, long until) {
        Map<String, Set<String>> again = new HashMap<>();
        books.keySet().forEach(context -> again.put(context, subjects));
        Map<String, ContextBooks> second = asked.of(again, until);
        books.keySet().retainAll(second.keySet()); // whoever is late now has not answered
        second.forEach((context, later) -> books.computeIfPresent(context, (name, first) -> first.with(later)));
        return second;
    }

    /** Asks each context for what others have told of and it has not. */
    private void complete(Map<String, ContextBooks> books, Set<String> askedFor, long until) {
        Set<String> all = new Comparison(books).subjects();
        Map<String, Set<String>> missing = new HashMap<>();
        books.forEach((context, known) -> {
            Set<String> unknown = new TreeSet<>(all);
            unknown.removeAll(known.entries().keySet());
            unknown.removeAll(askedFor);
            if (!unknown.isEmpty()) {
                missing.put(context, unknown);
            }
        });
        Map<String, ContextBooks> more = asked.of(missing, until);
        missing.keySet().stream()
                .filter(context -> !more.containsKey(context))
                .forEach(books::remove); // half an answer is none
        more.forEach((context, later) -> books.computeIfPresent(context, (name, first) -> first.with(later)));
    }
}
