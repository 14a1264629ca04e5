package dev.waybill.bench;

import dev.waybill.inventory.domain.Allocation;
import dev.waybill.inventory.domain.AllocationCommand;
import dev.waybill.inventory.domain.AllocationEvent;
import dev.waybill.inventory.domain.BackOrderQueue;
import dev.waybill.inventory.domain.Holdings;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.StockItem;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a decision about stock costs while few and while very many orders wait: no database, no messages. */
final class AllocationBenchmark implements Holdings {

    private static final int[] WAITING = {100, 100_000};
    private static final int SKUS = 50;
    private static final int TIMES = 5_000;

    private final Map<String, StockItem> items = new HashMap<>();
    private final Map<String, Reservation> reservations = new HashMap<>();
    private BackOrderQueue queue = BackOrderQueue.EMPTY;
    private int orders;

    static void run(Report report) {
        report.line("## Decisions about stock");
        report.line(
                "Microseconds a decision and its events take while so many orders wait for %d SKUs, each for two of them;"
                        + " %,d times, medians and 99th percentiles.",
                SKUS,
                TIMES);
        report.line("| | p50, %,d waiting | p99 | p50, %,d waiting | p99 |", WAITING[0], WAITING[1]);
        report.row("| --- | --- | --- | --- | --- |");
        row(report, "an order joins the queue, another one leaves it", AllocationBenchmark::joinsAndLeaves);
        row(report, "a delivery fills the oldest order of a SKU, and one joins", AllocationBenchmark::filledAndJoins);
    }

    private interface Step {
        void times(AllocationBenchmark waiting, int time);
    }

    private static void row(Report report, String what, Step step) {
        double[] few = micros(step, WAITING[0]);
        double[] many = micros(step, WAITING[1]);
        report.row("| %s | %.1f | %.1f | %.1f | %.1f |", what, few[0], few[1], many[0], many[1]);
    }

    private static double[] micros(Step step, int waiting) {
        var benchmark = new AllocationBenchmark();
        for (int n = 0; n < waiting; n++) {
            benchmark.joins();
        }
        double[] micros = new double[TIMES];
        for (int round = 0; round < 3; round++) { // the first two for the compiler
            for (int time = 0; time < TIMES; time++) {
                long begin = System.nanoTime();
                step.times(benchmark, time);
                micros[time] = (System.nanoTime() - begin) / 1e3;
            }
        }
        if (benchmark.queue.waiting().size() < waiting / 2) {
            throw new IllegalStateException(benchmark.queue.waiting().size() + " of " + waiting + " orders wait");
        }
        Arrays.sort(micros);
        return new double[] {micros[TIMES / 2], micros[TIMES * 99 / 100]};
    }

    private static String sku(int n) {
        return "SKU-" + n % SKUS;
    }

    private void joins() {
        int n = orders++;
        decide(new AllocationCommand.Reserve("order-" + n, 1, new Needs(Map.of(sku(n), 1 + n % 3, sku(n + 1), 1))));
    }

    private void joinsAndLeaves(int time) {
        joins();
        decide(new AllocationCommand.Release(queue.waiting().values().iterator().next().orderId(), 1));
    }

    private void filledAndJoins(int time) {
        var oldest = queue.waiting().values().iterator().next();
        oldest.needs().pieces().forEach((sku, quantity) -> decide(new AllocationCommand.Receive(sku, "delivery", quantity)));
        if (reservations.get(oldest.orderId()).phase() != Reservation.Phase.RESERVED) {
            throw new IllegalStateException(oldest + " was not filled");
        }
        decide(new AllocationCommand.Issue(oldest.orderId(), 1));
        joins();
    }

    private void decide(AllocationCommand command) {
        for (AllocationEvent event : Allocation.decide(this, command).events()) {
            switch (event) {
                case AllocationEvent.StockMoved(var sku, var moved) ->
                    items.put(sku, StockItem.evolve(item(sku), moved));
                case AllocationEvent.ReservationChanged(var order, var changed) ->
                    reservations.put(order, Reservation.evolve(reservation(order), changed));
                case AllocationEvent.QueueChanged(var changed) -> queue = BackOrderQueue.evolve(queue, changed);
            }
        }
    }

    private StockItem item(String sku) {
        return items.getOrDefault(sku, StockItem.NONE);
    }

    private Reservation reservation(String order) {
        return reservations.getOrDefault(order, Reservation.EMPTY);
    }

    @Override
    public BackOrderQueue queue() {
        return queue;
    }

    @Override
    public Map<String, StockItem> stock(Set<String> skus) {
        return skus.stream().collect(Collectors.toMap(sku -> sku, this::item));
    }

    @Override
    public Map<String, Reservation> reservations(Collection<String> orderIds) {
        return orderIds.stream().collect(Collectors.toMap(order -> order, this::reservation));
    }
}
