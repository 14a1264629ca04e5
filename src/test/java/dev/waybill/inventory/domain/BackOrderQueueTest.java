package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderLeftQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderQueued;
import dev.waybill.inventory.domain.BackOrderQueue.Waiting;
import dev.waybill.platform.personal.PersonalJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

    private static List<Long> reached(BackOrderQueue queue, String sku, long more, long notMore) {
        List<Long> places = new ArrayList<>();
        queue.reached(sku, more, notMore, places::add);
        return places;
    }

    @Test
    void knowsWhatTheOlderOnesNeed() {
        BackOrderQueue queue = queue(needs("A", 5), needs("B", 7), needs("A", 1));

        assertThat(queue.neededBefore("A", 1)).isZero();
        assertThat(queue.neededBefore("A", 3)).isEqualTo(5);
        assertThat(queue.neededBefore("A", 4)).isEqualTo(6);
        assertThat(queue.needed("A")).isEqualTo(6);
        assertThat(queue.needed("B", 2)).isEqualTo(7);
        assertThat(queue.needed("B", 3)).isZero();
        assertThat(queue.needed("C")).isZero();
    }

    @Test
    void knowsWhichOrdersMoreStockReaches() {
        BackOrderQueue queue = queue(needs("A", 5), needs("A", 1), needs("B", 1), needs("A", 2));

        assertThat(reached(queue, "A", 0, 4)).isEmpty();
        assertThat(reached(queue, "A", 0, 5)).containsExactly(1L);
        assertThat(reached(queue, "A", 0, 7)).containsExactly(1L, 2L);
        assertThat(reached(queue, "A", 5, 8)).containsExactly(2L, 4L);
        assertThat(reached(queue, "A", 8, 100)).isEmpty();
        assertThat(reached(queue, "A", -3, 5)).containsExactly(1L);
    }

    @Test
    void forgetsAnOrderThatLeft() {
        BackOrderQueue before = queue(needs("A", 5), needs("A", 1));

        BackOrderQueue left = BackOrderQueue.evolve(before, new OrderLeftQueue(1));

        assertThat(left.waiting()).containsOnlyKeys(2L);
        assertThat(left.needed("A")).isEqualTo(1);
        assertThat(left.lastPlace()).isEqualTo(2);
        assertThat(before.needed("A")).as("the queue before is as it was").isEqualTo(6);
        assertThat(BackOrderQueue.evolve(left, new OrderLeftQueue(1)))
                .as("again")
                .isEqualTo(left);
    }

    @Test
    void knowsOnlyTheNewestNeedsOfAnOrder() {
        BackOrderQueue changed = BackOrderQueue.evolve(
                queue(needs("A", 5), needs("A", 1)), new OrderQueued(1, "order-1", needs("B", 2)));

        assertThat(changed.waiting()).containsEntry(1L, new Waiting("order-1", needs("B", 2)));
        assertThat(changed.needed("A")).isEqualTo(1);
        assertThat(changed.needed("B")).isEqualTo(2);
        assertThat(changed.lastPlace()).isEqualTo(2);
    }

    @Test
    void addsUpWhatNoInt32Holds() {
        Needs[] needs = new Needs[2_200];
        Arrays.fill(needs, needs("A", 1_000_000));
        BackOrderQueue queue = queue(needs);

        assertThat(queue.needed("A")).isEqualTo(2_200_000_000L);
        assertThat(queue.neededBefore("A", 2_200)).isEqualTo(2_199_000_000L);
        assertThat(reached(queue, "A", 2_199_000_000L, 2_200_000_000L)).containsExactly(2_200L);
    }

    /** As in a snapshot. */
    @Test
    void isTheSameAfterItWasWrittenAndRead() throws JsonProcessingException {
        ObjectMapper json = PersonalJson.plain().build();
        BackOrderQueue queue = BackOrderQueue.evolve(
                queue(needs("A", 5), new Needs(Map.of("A", 1, "B", 2)), needs("A", 3)), new OrderLeftQueue(1));

        String written = json.writeValueAsString(queue);
        BackOrderQueue read = json.readValue(written, BackOrderQueue.class);

        assertThat(json.readTree(written).at("/waiting/2/needs/pieces/B").asInt())
                .isEqualTo(2);
        assertThat(read).isEqualTo(queue);
        assertThat(read.neededBefore("A", 3)).isEqualTo(1);
    }

    /** Compared with a sorted map that is read from its beginning. */
    @Test
    void answersLikeAReadingOfTheWholeQueue() {
        var random = new Random(7);
        for (int run = 0; run < 300; run++) {
            BackOrderQueue queue = BackOrderQueue.EMPTY;
            var plain = new TreeMap<Long, Waiting>();
            for (int step = 0; step < 100; step++) {
                long place = random.nextInt(60);
                if (random.nextInt(3) > 0) {
                    var needs = new Needs(Map.of("A", random.nextInt(4), "B", random.nextInt(4), "C", 1));
                    queue = BackOrderQueue.evolve(queue, new OrderQueued(place, "order-" + place, needs));
                    plain.put(place, new Waiting("order-" + place, needs));
                } else {
                    queue = BackOrderQueue.evolve(queue, new OrderLeftQueue(place));
                    plain.remove(place);
                }
            }
            assertThat(queue.waiting()).isEqualTo(plain);
            assertThat(queue.waiting().keySet()).containsExactlyElementsOf(plain.keySet());
            for (String sku : List.of("A", "B", "C", "D")) {
                check(queue, plain, sku, random.nextInt(60), random.nextInt(40), random.nextInt(80));
            }
        }
    }

    private static void check(
            BackOrderQueue queue, TreeMap<Long, Waiting> plain, String sku, long place, long more, long notMore) {
        long before = 0;
        long all = 0;
        List<Long> reached = new ArrayList<>();
        for (var order : plain.entrySet()) {
            int needs = order.getValue().needs().of(sku);
            before += order.getKey() < place ? needs : 0;
            all += needs;
            if (needs > 0 && all > more && all <= notMore) {
                reached.add(order.getKey());
            }
        }
        assertThat(queue.neededBefore(sku, place)).isEqualTo(before);
        assertThat(queue.needed(sku)).isEqualTo(all);
        assertThat(reached(queue, sku, more, notMore)).isEqualTo(reached);
    }
}
