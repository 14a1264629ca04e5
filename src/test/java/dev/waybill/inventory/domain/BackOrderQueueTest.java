package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderLeftQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderQueued;
import dev.waybill.inventory.domain.BackOrderQueue.Waiting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackOrderQueueTest {

    private static BackOrderQueue queue(Needs... needs) {
        BackOrderQueue queue = BackOrderQueue.EMPTY;
        for (int i = 0; i < needs.length; i++) {
            queue = BackOrderQueue.evolve(queue, new OrderQueued(i + 1, "order-" + (i + 1), needs[i]));
        }
        return queue;
    }

    private static Needs needs(String sku, int quantity) {
        return new Needs(Map.of(sku, quantity));
    }

    private static List<String> filled(BackOrderQueue queue, Map<String, Long> available) {
        return queue.filledBy(available).stream().map(Waiting::orderId).toList();
    }

    @Test
    void fillsTheOldestFirst() {
        assertThat(filled(queue(needs("A", 5), needs("A", 1)), Map.of("A", 5L))).containsExactly("order-1");
    }

    @Test
    void givesNoYoungerOrderWhatAnOlderOneNeedsThoughItWouldFit() {
        assertThat(filled(queue(needs("A", 5), needs("A", 1)), Map.of("A", 4L))).isEmpty();
    }

    @Test
    void givesAwayWhatExceedsTheOlderOnesNeeds() {
        var both = new Needs(Map.of("A", 1, "B", 1));

        assertThat(filled(queue(both, needs("A", 1)), Map.of("A", 2L))).containsExactly("order-2");
        assertThat(filled(queue(both, needs("A", 1)), Map.of("A", 1L))).isEmpty();
    }

    @Test
    void offersANewOrderOnlyWhatNobodyWaitsFor() {
        assertThat(queue(needs("A", 5)).freeFor(2, Map.of("A", 7L))).containsEntry("A", 2L);
        assertThat(queue(needs("A", 5)).freeFor(1, Map.of("A", 7L))).containsEntry("A", 7L);
    }

    @Test
    void forgetsWhoLeft() {
        BackOrderQueue left = BackOrderQueue.evolve(queue(needs("A", 5), needs("A", 1)), new OrderLeftQueue(1));

        assertThat(filled(left, Map.of("A", 1L))).containsExactly("order-2");
        assertThat(left.needed("A")).isEqualTo(1);
        assertThat(left.lastPlace()).isEqualTo(2);
    }

    @Test
    void addsUpWhatNoInt32Holds() {
        Needs[] needs = new Needs[2_200];
        Arrays.fill(needs, needs("A", 1_000_000));
        BackOrderQueue queue = queue(needs);

        assertThat(queue.needed("A")).isEqualTo(2_200_000_000L);
        assertThat(queue.freeFor(3_000, Map.of("A", 2_200_000_001L))).containsEntry("A", 1L);
        assertThat(filled(queue, Map.of("A", 2_199_999_999L))).hasSize(2_199);
    }

    @Test
    void neverGivesMoreThanThereIsAndNeverLetsAnyoneOvertake() {
        var random = new Random(7);
        for (int run = 0; run < 5_000; run++) {
            Needs[] needs = new Needs[random.nextInt(6)];
            for (int i = 0; i < needs.length; i++) {
                needs[i] = new Needs(Map.of("A", random.nextInt(4), "B", random.nextInt(4)));
            }
            check(queue(needs), Map.of("A", random.nextLong(8), "B", random.nextLong(8)));
        }
    }

    private static void check(BackOrderQueue queue, Map<String, Long> available) {
        Set<String> filled = Set.copyOf(filled(queue, available));
        Map<String, Integer> older = new HashMap<>();
        Map<String, Integer> given = new HashMap<>();
        queue.waiting().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .forEach(order -> {
                    boolean fits = order.needs().pieces().entrySet().stream()
                            .allMatch(need -> older.getOrDefault(need.getKey(), 0) + need.getValue()
                                    <= available.getOrDefault(need.getKey(), 0L));
                    assertThat(filled.contains(order.orderId()))
                            .as("%s of %s with %s", order, queue, available)
                            .isEqualTo(fits);
                    order.needs().pieces().forEach((sku, quantity) -> older.merge(sku, quantity, Integer::sum));
                    if (filled.contains(order.orderId())) {
                        order.needs().pieces().forEach((sku, quantity) -> given.merge(sku, quantity, Integer::sum));
                    }
                });
        assertThat(given.entrySet().stream()
                        .filter(entry -> entry.getValue() > available.getOrDefault(entry.getKey(), 0L))
                        .collect(Collectors.toSet()))
                .isEmpty();
    }
}
