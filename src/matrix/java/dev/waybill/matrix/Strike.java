package dev.waybill.matrix;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One fault in the middle of the load: fills every step with orders, strikes, mends, and watches it heal. */
final class Strike {

    /** How long the run waits for what should have healed long ago. */
    private static final Duration HOPELESS = Duration.ofMinutes(4);

    /** Of each message to and from the broker before the strike, so that orders are found at every step. */
    private static final Duration STICKY = Duration.ofMillis(200);

    private static final double USUAL = 3;
    private static final int AT_EACH = 12;

    private static final int CANCELLED = 8;
    private static final List<Step> EARLY = List.of(
            Step.PREPARE_INVOICE,
            Step.AUTHORIZE_PAYMENT,
            Step.RESERVE_STOCK,
            Step.AWAIT_STOCK,
            Step.CAPTURE_PAYMENT);

    private interface Visit {
        void pay() throws InterruptedException;
    }

    private final Stage stage;
    private final Shoppers shoppers;
    private final SchemaAudit schemas;
    private final Results results;

    Strike(Stage stage, Shoppers shoppers, SchemaAudit schemas, Results results) {
        this.stage = stage;
        this.shoppers = shoppers;
        this.schemas = schemas;
        this.results = results;
    }

    /**
     * @param surge orders a second before the strike: no more than the machine handles, or all would be met where they begin
     * @param fills until orders that come under {@link #STICKY} have got as far as they are to be met
     */
    void run(Fault fault, double surge, Duration fills) throws Exception {
        shoppers.fillCarts(AT_EACH);
        stage.slow(STICKY);
        shoppers.come(surge);
        Thread.sleep(fills);
        visit();
        Map<Step, Set<String>> met = Step.snapshot(stage.sql, shoppers.checkedOut());
        fault.strike().run();
        long struck = System.nanoTime();
        shoppers.come(USUAL);
        stage.slow(Duration.ZERO);
        Results.Row row = results.row(fault);
        met.forEach((step, orders) -> row.struck.merge(step, orders.size(), Integer::sum));
        Thread.sleep(fault.lasts());
        fault.end().run();
        long ended = System.nanoTime();
        List<String> last = heal(fault, ended);
        Duration healed = Duration.ofNanos(System.nanoTime() - ended);
        row.healed.add(healed);
        results.orders(shoppers.accepted().size());
        Log.info(
                "%s met %s, lasted %.1f s, healed in %.1f s, last of all %s; %d orders",
                fault.name(),
                counts(met),
                (ended - struck) / 1e9,
                healed.toMillis() / 1e3,
                last,
                results.orders());
        if (healed.compareTo(Results.LIMIT) > 0) {
            results.violation(fault, "healing took " + healed.toSeconds() + " s");
        }
    }

    private static Map<Step, Integer> counts(Map<Step, Set<String>> met) {
        Map<Step, Integer> counts = new TreeMap<>();
        met.forEach((step, orders) -> counts.put(step, orders.size()));
        return counts;
    }

    /** What is rare in the flow happens right before: orders are cancelled, changed and checked out. */
    private void visit() throws SQLException, InterruptedException {
        Map<Step, Set<String>> now = Step.snapshot(stage.sql, Set.of());
        List<Visit> visits = new ArrayList<>();
        some(now.get(Step.SHIP_ORDER)).forEach(order -> visits.add(() -> shoppers.cancel(order)));
        List<String> early = whereMostAre(now, CANCELLED + AT_EACH);
        early.stream().limit(CANCELLED).forEach(order -> visits.add(() -> shoppers.cancel(order)));
        early.stream().skip(CANCELLED).forEach(order -> visits.add(() -> shoppers.change(order)));
        for (int cart = 0; cart < AT_EACH; cart++) {
            visits.add(shoppers::checkOutFilled);
        }
        var paid = new CountDownLatch(visits.size());
        for (Visit visit : visits) {
            Thread.ofVirtual().start(() -> {
                try {
                    visit.pay();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                paid.countDown();
            });
        }
        if (!paid.await(4, TimeUnit.SECONDS)) {
            Log.info("%d of %d visits are not over yet", paid.getCount(), visits.size());
        }
    }

    /** Orders that can still be changed, each of the step that has most of them left: no step is left with too few. */
    private static List<String> whereMostAre(Map<Step, Set<String>> now, int number) {
        List<Deque<String>> steps = EARLY.stream()
                .<Deque<String>>map(step -> new ArrayDeque<>(now.get(step)))
                .toList();
        List<String> taken = new ArrayList<>();
        for (int n = 0; n < number; n++) {
            String order = Collections.max(steps, Comparator.comparingInt(Deque::size)).poll();
            if (order != null) {
                taken.add(order);
            }
        }
        return taken;
    }

    private static List<String> some(Collection<String> orders) {
        return orders.stream().limit(AT_EACH).toList();
    }

    /**
     * Waits until all contexts are well and every order from before the fault's end that waits for no one has ended; returns
     * what it waited for last.
     */
    private List<String> heal(Fault fault, long ended) throws InterruptedException {
        List<String> wanted = shoppers.accepted().stream()
                .filter(order -> !order.kind().waits() && order.at() <= ended)
                .map(Accepted::id)
                .toList();
        Collection<String> open = wanted;
        Collection<ContextProcess> unwell = stage.contexts();
        List<String> last = List.of();
        while (!open.isEmpty() || !unwell.isEmpty()) {
            last = Stream.concat(open.stream(), unwell.stream().map(ContextProcess::name))
                    .limit(3)
                    .toList();
            Thread.sleep(150);
            unwell = unwell.stream().filter(context -> !context.isHealthy()).toList();
            try {
                open = schemas.open(open);
            } catch (SQLException e) {
                Log.debug("open orders cannot be read: " + e);
            }
            if (System.nanoTime() - ended > HOPELESS.toNanos()) {
                results.violation(fault, "still open: " + open + ", not well: "
                        + unwell.stream().map(ContextProcess::name).toList());
                break;
            }
        }
        return last;
    }
}
