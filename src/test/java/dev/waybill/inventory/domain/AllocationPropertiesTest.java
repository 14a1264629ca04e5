package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.inventory.domain.AllocationModel.Snapshot;
import dev.waybill.inventory.domain.BackOrderQueue.Waiting;
import dev.waybill.inventory.domain.Reservation.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Stock and back-orders under every order of reservations, changes, releases, shipments and deliveries. */
class AllocationPropertiesTest {

    private static final int TRIES = 2_000;
    private static final List<String> SKUS = List.of("A", "B", "C");
    private static final List<String> ORDERS = List.of("order-1", "order-2", "order-3", "order-4", "order-5");
    private static final Needs A = new Needs(Map.of("A", 1));
    private static final Needs B = new Needs(Map.of("B", 1));

    private enum Act {
        ASKS,
        ASKS_LATE,
        LEAVES,
        SHIPS,
        RECEIVES,
        REDELIVERED
    }

    /** One thing that happens; a delivery is of the first SKU that is named. */
    private record Step(Act act, int pick, Needs needs) {

        void happenIn(AllocationModel warehouse) {
            String order = ORDERS.get(pick % ORDERS.size());
            switch (act) {
                case ASKS -> warehouse.asks(order, needs);
                case ASKS_LATE -> warehouse.asksLate(order, needs);
                case LEAVES -> warehouse.leaves(order);
                case SHIPS -> warehouse.ships(order);
                case RECEIVES ->
                    needs.pieces().entrySet().stream()
                            .limit(1)
                            .forEach(some -> warehouse.receives(some.getKey(), some.getValue()));
                case REDELIVERED -> warehouse.redeliver(pick);
            }
        }

        /** Whether it is a message that the warehouse has handled before, or that a newer one has overtaken. */
        boolean isHistory() {
            return act == Act.ASKS_LATE || act == Act.REDELIVERED;
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        var acts = Arbitraries.frequency(
                Tuple.of(8, Act.ASKS),
                Tuple.of(1, Act.ASKS_LATE),
                Tuple.of(1, Act.LEAVES),
                Tuple.of(2, Act.SHIPS),
                Tuple.of(6, Act.RECEIVES),
                Tuple.of(2, Act.REDELIVERED));
        var needs = Combinators.combine(Arbitraries.of(SKUS), Arbitraries.maps(Arbitraries.of(SKUS), pieces()))
                .as((sku, more) -> new Needs(Map.of(sku, 1)).plus(new Needs(more)));
        return Combinators.combine(
                        acts,
                        Arbitraries.integers().between(0, 29).withDistribution(RandomDistribution.uniform()),
                        needs)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> pieces() {
        return Arbitraries.integers().between(1, 4);
    }

    /** Checks each step. */
    private interface Check {
        void happened(Step step, Snapshot before, Snapshot after, AllocationModel warehouse);
    }

    private static AllocationModel after(List<Step> history, Check check) {
        var warehouse = new AllocationModel();
        for (Step step : history) {
            Snapshot before = warehouse.now();
            step.happenIn(warehouse);
            check.happened(step, before, warehouse.now(), warehouse);
        }
        return warehouse;
    }

    private static int sum(Snapshot all, ToIntFunction<Reservation> pieces) {
        return all.reservations().values().stream().mapToInt(pieces).sum();
    }

    /** I2, and that an order has all its lines or none. */
    @Property(tries = TRIES)
    void theStockOfEverySkuAddsUp(@ForAll("histories") List<Step> history) {
        after(
                history,
                (step, before, now, warehouse) -> SKUS.forEach(sku -> {
                    var item = now.item(sku);
                    assertThat(item.received()).as("received").isEqualTo(warehouse.received(sku));
                    assertThat(item.onHand()).as("on hand").isEqualTo(item.received() - item.issued());
                    assertThat(item.reserved()).as("reserved").isBetween(0L, item.onHand());
                    assertThat(item.reserved())
                            .as("what orders hold")
                            .isEqualTo(sum(now, order -> order.held().of(sku)));
                    assertThat(item.issued())
                            .as("what orders were shipped")
                            .isEqualTo(sum(
                                    now,
                                    order -> order.phase() == Phase.ISSUED
                                            ? order.wanted().of(sku)
                                            : 0));
                }));
    }

    @Property(tries = TRIES)
    void aReservedOrderHoldsAllThatItWantsAndAWaitingOneLacksSomething(@ForAll("histories") List<Step> history) {
        after(
                history,
                (step, before, now, warehouse) -> now.reservations().forEach((id, order) -> {
                    switch (order.phase()) {
                        case RESERVED -> assertThat(order.held()).isEqualTo(order.wanted());
                        case WAITING -> {
                            assertThat(needsInQueue(now, order.place()))
                                    .isEqualTo(new Waiting(id, order.wanted().minus(order.held())));
                            assertThat(order.wanted().minus(order.held())).isNotEqualTo(Needs.NONE);
                        }
                        case RELEASED, ISSUED, NONE -> assertThat(order.held()).isEqualTo(Needs.NONE);
                    }
                    assertThat(now.queue().waiting().values())
                            .filteredOn(waiting -> waiting.orderId().equals(id))
                            .hasSize(order.phase() == Phase.WAITING ? 1 : 0);
                }));
    }

    private static Waiting needsInQueue(Snapshot now, long place) {
        return now.queue().waiting().getOrDefault(place, new Waiting("no order", Needs.NONE));
    }

    @Property(tries = TRIES)
    void noYoungerOrderIsGivenWhatAnOlderOneWaitsFor(@ForAll("histories") List<Step> history) {
        after(
                history,
                (step, before, now, warehouse) -> now.reservations().forEach((id, order) -> {
                    Needs taken = order.held().minus(before.reservation(id).held());
                    long place = before.reservation(id).place() > 0
                            ? before.reservation(id).place()
                            : Long.MAX_VALUE;
                    taken.pieces()
                            .keySet()
                            .forEach(sku -> assertThat(now.item(sku).available())
                                    .as("%s left for the orders that wait longer than %s", sku, id)
                                    .isGreaterThanOrEqualTo(neededBefore(now, place, sku)));
                }));
    }

    private static int neededBefore(Snapshot now, long place, String sku) {
        return now.queue().waiting().entrySet().stream()
                .filter(order -> order.getKey() < place)
                .mapToInt(order -> order.getValue().needs().of(sku))
                .sum();
    }

    @Property(tries = TRIES)
    void aWaitingOrderKeepsItsPlace(@ForAll("histories") List<Step> history) {
        after(
                history,
                (step, before, now, warehouse) -> now.reservations().forEach((id, order) -> {
                    boolean waited = before.reservation(id).phase() == Phase.WAITING;
                    if (waited && order.phase() == Phase.WAITING) {
                        assertThat(order.place())
                                .isEqualTo(before.reservation(id).place());
                    } else if (order.phase() == Phase.WAITING) {
                        assertThat(order.place()).isGreaterThan(before.queue().lastPlace());
                    }
                }));
    }

    /** No order is forgotten: after every message, orders wait only for what is not available once the older ones have theirs. */
    @Property(tries = TRIES)
    void noOrderWaitsForWhatIsAvailable(@ForAll("histories") List<Step> history) {
        after(history, (step, before, now, warehouse) -> {
            Map<String, Long> left = new HashMap<>();
            SKUS.forEach(sku -> left.put(sku, now.item(sku).available()));
            new TreeMap<>(now.queue().waiting()).forEach((place, order) -> {
                assertThat(order.needs().pieces().entrySet())
                        .as("what is missing for %s of what is left: %s", order, left)
                        .anyMatch(need -> need.getValue() > left.getOrDefault(need.getKey(), 0L));
                order.needs().pieces().forEach((sku, quantity) -> left.merge(sku, -(long) quantity, Math::addExact));
            });
        });
    }

    /** Also orders that wait for what the other holds. */
    @Property(tries = TRIES)
    void everyWaitingOrderIsFilledOnceEnoughIsReceived(@ForAll("histories") List<Step> history) {
        var warehouse = after(history, (step, before, now, w) -> {});
        SKUS.forEach(sku -> warehouse.receives(
                sku, Math.toIntExact(Math.max(1, warehouse.now().queue().needed(sku)))));

        assertThat(warehouse.now().queue().waiting()).isEmpty();
        assertThat(warehouse.now().reservations().values())
                .extracting(Reservation::phase)
                .doesNotContain(Phase.WAITING);
    }

    @Property(tries = TRIES)
    void aRepeatedOrOlderMessageMovesNothing(@ForAll("histories") List<Step> history) {
        after(history, (step, before, now, warehouse) -> {
            if (step.isHistory()) {
                assertThat(now).isEqualTo(before);
            }
        });
    }

    @Property(tries = TRIES)
    void theLastAnswerToEveryOrderIsWhatItHasNow(@ForAll("histories") List<Step> history) {
        after(
                history,
                (step, before, now, warehouse) -> now.reservations().forEach((id, order) -> {
                    String answer = switch (order.phase()) {
                        case RESERVED -> "reserved";
                        case WAITING -> "backOrdered";
                        case RELEASED -> "released";
                        case ISSUED -> warehouse.lastAnswer(id).startsWith("released") ? "released" : "issued";
                        case NONE -> "nothing";
                    };
                    assertThat(warehouse.lastAnswer(id)).isEqualTo(answer + " at revision " + order.revision());
                }));
    }

    /** This alone lets two orders wait for what the other holds: the exact limits of the exception below. */
    @Property(tries = TRIES)
    void aWaitingOrderHoldsOnlyWhatItHadReservedBeforeAChange(@ForAll("histories") List<Step> history) {
        Map<String, Needs> reserved = new HashMap<>();
        after(
                history,
                (step, before, now, warehouse) -> now.reservations().forEach((id, order) -> {
                    if (order.phase() == Phase.RESERVED) {
                        reserved.put(id, order.held());
                    } else if (order.phase() == Phase.WAITING) {
                        Needs reservedBefore = reserved.getOrDefault(id, Needs.NONE);
                        assertThat(order.held().minus(reservedBefore))
                                .as("held")
                                .isEqualTo(Needs.NONE);
                    }
                }));
    }

    /**
     * The price of keeping a reservation through a change: there would be enough for one of the two, but each holds what
     * the other waits for, until more comes in or one of them leaves.
     */
    @Example
    void twoChangedOrdersThatHoldWhatTheOtherWaitsForBothWait() {
        var warehouse = twoOrdersThatWaitForEachOther();
        assertThat(warehouse.lastAnswer("order-1")).isEqualTo("backOrdered at revision 2");
        assertThat(warehouse.lastAnswer("order-2")).isEqualTo("backOrdered at revision 2");

        warehouse.receives("A", 1);

        assertThat(warehouse.lastAnswer("order-2")).isEqualTo("reserved at revision 2");
        assertThat(warehouse.lastAnswer("order-1")).isEqualTo("backOrdered at revision 2");
    }

    @Example
    void ofTwoOrdersThatWaitForEachOtherOneIsFilledWhenTheOtherLeaves() {
        var warehouse = twoOrdersThatWaitForEachOther();

        warehouse.leaves("order-1");

        assertThat(warehouse.lastAnswer("order-2")).isEqualTo("reserved at revision 2");
    }

    private static AllocationModel twoOrdersThatWaitForEachOther() {
        var warehouse = new AllocationModel();
        warehouse.receives("A", 1);
        warehouse.receives("B", 1);
        warehouse.asks("order-1", A);
        warehouse.asks("order-2", B);
        warehouse.asks("order-1", A.plus(B));
        warehouse.asks("order-2", A.plus(B));
        return warehouse;
    }
}
