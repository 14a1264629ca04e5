package dev.waybill.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each fault met, how long it took to heal, and what was found wrong. */
final class Results {

    static final int ENOUGH = 20;
    static final int ORDERS = 10_000;
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** Of one fault. */
    static final class Row {
        final String how;
        final Map<Step, Integer> struck = new EnumMap<>(Step.class);
        final List<Duration> healed = new ArrayList<>();
        int violations;

        Row(String how) {
            this.how = how;
        }

        List<Step> rare() {
            return Arrays.stream(Step.values())
                    .filter(step -> struck.getOrDefault(step, 0) < ENOUGH)
                    .toList();
        }

        Duration median() {
            return healed.stream().sorted().toList().get((healed.size() - 1) / 2);
        }

        Duration worst() {
            return healed.stream().sorted().toList().getLast();
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int orders;

    Map<String, Row> rows() {
        return rows;
    }

    List<String> violations() {
        return violations;
    }

    int orders() {
        return orders;
    }

    void orders(int inAll) {
        orders = inAll;
    }

    Row row(Fault fault) {
        return rows.computeIfAbsent(fault.name(), name -> new Row(fault.how()));
    }

    /** Something is wrong; the last fault is blamed for it. */
    void violation(Fault after, String what) {
        Log.info("VIOLATION after %s: %s", after.name(), what);
        row(after).violations++;
        violations.add("after " + after.name() + ": " + what);
    }

    /** Something is wrong that no single fault can be blamed for. */
    void violation(String what) {
        Log.info("VIOLATION: %s", what);
        violations.add(what);
    }

    /** Why the run failed; empty when it passed. */
    List<String> shortcomings(boolean full) {
        List<String> all = new ArrayList<>(violations);
        if (full && orders < ORDERS) {
            all.add("only " + orders + " orders, not " + ORDERS);
        }
        if (full) {
            rows.forEach((fault, row) -> {
                if (!row.rare().isEmpty()) {
                    all.add(fault + " met fewer than " + ENOUGH + " orders at "
                            + row.rare().stream().map(Step::activity).toList());
                }
            });
        }
        return all;
    }

    boolean needs(Fault fault) {
        return orders < ORDERS || !row(fault).rare().isEmpty();
    }
}
