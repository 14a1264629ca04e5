package dev.waybill.matrix;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One fault in the middle of the load: fills every step with orders, strikes, mends, and watches it heal. */
final class Strike {

    /** How far the run goes on waiting for what should have healed long ago. */
    private static final Duration HOPELESS = Duration.ofMinutes(4);

    /** Of each message to and from the broker before the strike, so that orders are found at every step. */
    private static final Duration STICKY = Duration.ofMillis(350);

    private static final int ROUNDS = 6;
    private static final Duration ROUND = Duration.ofMillis(400);

    /** No more than a slow machine handles at once, or all would be met where they begin. */
    private static final double SURGE = 6;
    private static final double USUAL = 3;
    private static final int AT_EACH = 14;

    /** Of a step that should not be empty when the fault strikes. */
    private static final int FEW = 5;

    private interface Visit {
        void pay() throws InterruptedException;
    }

    private final Stage stage;
    private final Shoppers shoppers;
    private final Parcels parcels;
    private final Books books;
    private final Results results;

    Strike(Stage stage, Shoppers shoppers, Parcels parcels, Books books, Results results) {
        this.stage = stage;
        this.shoppers = shoppers;
        this.parcels = parcels;
        this.books = books;
        this.results = results;
    }

    /** @param fills until orders that come under {@link #STICKY} have got as far as they are to be met */
    void run(Fault fault, Duration fills) throws Exception {
        shoppers.fillCarts(AT_EACH);
        stage.slow(STICKY);
        parcels.move(false);
        shoppers.come(SURGE);
        Thread.sleep(fills);
        volley();
        Map<Step, Set<String>> met = Step.snapshot(stage.sql, shoppers.checkedOut());
        fault.strike().run();
        long struck = System.nanoTime();
        shoppers.come(USUAL);
        stage.slow(Duration.ZERO);
        parcels.move(true);
        Results.Row row = results.row(fault);
        met.forEach((step, orders) -> row.struck.merge(step, orders.size(), Integer::sum));
        Thread.sleep(fault.lasts());
        fault.end().run();
        long ended = System.nanoTime();
        List<String> last = heal(fault, ended);
        Duration healed = Duration.ofNanos(System.nanoTime() - ended);
        row.healed.add(healed);
        results.orders(shoppers.accepted().size());
        Log.say(
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

    /** What is rare in the flow happens right before: parcels are fetched, orders cancelled, changed and checked out. */
    private void volley() throws SQLException, InterruptedException {
        List<String> shipping =
                List.copyOf(Step.snapshot(stage.sql, Set.of()).get(Step.SHIP_ORDER));
        List<String> leaving = shipping.subList(0, shipping.size() * 2 / 3);
        // One after the other, so that at the end some of their orders are at the short step behind.
        for (int round = 0; round < ROUNDS; round++) {
            parcels.fetch(leaving.subList(leaving.size() * round / ROUNDS, leaving.size() * (round + 1) / ROUNDS));
            if (round < ROUNDS - 1) {
                Thread.sleep(ROUND.toMillis());
            }
        }
        visit(shipping.subList(leaving.size(), shipping.size()));
    }

    /** @param shipping whose orders are cancelled late */
    private void visit(List<String> shipping) throws SQLException, InterruptedException {
        Map<Step, Set<String>> now = Step.snapshot(stage.sql, Set.of());
        List<Visit> visits = new ArrayList<>();
        shipping.forEach(order -> visits.add(() -> shoppers.cancel(order)));
        // Of the long steps, which have enough: the short ones would be empty when the fault strikes.
        List<String> early = new ArrayList<>(now.get(Step.PREPARE_INVOICE));
        early.addAll(now.get(Step.AUTHORIZE_PAYMENT));
        now.get(Step.AWAIT_STOCK).stream().limit(FEW).forEach(early::add);
        some(early).forEach(order -> visits.add(() -> shoppers.cancel(order)));
        some(early.reversed()).forEach(order -> visits.add(() -> shoppers.change(order)));
        for (int cart = 0; cart < AT_EACH; cart++) {
            visits.add(shoppers::checkOutFilled);
        }
        var paid = new CountDownLatch(visits.size() * 2 / 3);
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
        paid.await(2, TimeUnit.SECONDS);
    }

    private static List<String> some(Collection<String> orders) {
        return orders.stream().limit(AT_EACH).toList();
    }

    /**
     * Until all contexts are well and whatever was ordered before the fault's end, and waits for nobody, has ended; tells
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
                open = books.open(open);
            } catch (SQLException e) {
                Log.debug("nobody sees what is open: " + e);
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
