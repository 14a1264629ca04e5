package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.inventory.domain.Allocation.Decision;
import dev.waybill.inventory.domain.AllocationModel.Snapshot;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderLeftQueue;
import dev.waybill.inventory.domain.BackOrderQueue.QueueEvent.OrderQueued;
import dev.waybill.inventory.domain.Reservation.ReservationEvent;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules by examples; {@link AllocationPropertiesTest} checks them in random histories. */
class AllocationTest {

    private Snapshot now = Snapshot.NOTHING;

    private static Needs needs(String sku, int quantity) {
        return new Needs(Map.of(sku, quantity));
    }

    private Decision decide(AllocationCommand command) {
        Decision decision = Allocation.decide(now, command);
        now = now.after(decision.events());
        return decision;
    }

    private void received(String sku, int quantity) {
        decide(new AllocationCommand.Receive(sku, "delivery of " + quantity, quantity));
    }

    private void asked(String orderId, Needs needs) {
        decide(new AllocationCommand.Reserve(orderId, 1, needs));
    }

    private List<String> reserved(Decision decision) {
        return decision.answers().stream()
                .filter(AllocationAnswer.Reserved.class::isInstance)
                .map(answer -> ((AllocationAnswer.Reserved) answer).orderId())
                .toList();
    }

    @Test
    void anOrderGetsAllThatItNeedsOrWaits() {
        received("A", 2);

        Decision first = decide(new AllocationCommand.Reserve("order-1", 1, needs("A", 2)));
        Decision second = decide(new AllocationCommand.Reserve("order-2", 1, needs("A", 3)));

        assertThat(first)
                .isEqualTo(new Decision(
                        List.of(
                                new AllocationEvent.ReservationChanged(
                                        "order-1", new ReservationEvent.StockAsked(1, needs("A", 2))),
                                new AllocationEvent.StockMoved("A", new StockEvent.StockReserved("order-1", 2)),
                                new AllocationEvent.ReservationChanged(
                                        "order-1", new ReservationEvent.StockReserved(needs("A", 2)))),
                        List.of(new AllocationAnswer.Reserved("order-1", 1, needs("A", 2)))));
        assertThat(second)
                .isEqualTo(new Decision(
                        List.of(
                                new AllocationEvent.ReservationChanged(
                                        "order-2", new ReservationEvent.StockAsked(1, needs("A", 3))),
                                new AllocationEvent.QueueChanged(new OrderQueued(1, "order-2", needs("A", 3))),
                                new AllocationEvent.ReservationChanged(
                                        "order-2", new ReservationEvent.StockBackOrdered(1, needs("A", 3)))),
                        List.of(new AllocationAnswer.BackOrdered("order-2", 1, 1, Needs.NONE, needs("A", 3)))));
    }

    @Test
    void aDeliveryFillsTheOldestFirst() {
        asked("order-1", needs("A", 5));
        asked("order-2", needs("A", 1));

        Decision delivery = decide(new AllocationCommand.Receive("A", "delivery", 5));

        assertThat(delivery.events())
                .containsExactly(
                        new AllocationEvent.StockMoved("A", new StockEvent.StockReceived("delivery", 5)),
                        new AllocationEvent.StockMoved("A", new StockEvent.StockReserved("order-1", 5)),
                        new AllocationEvent.QueueChanged(new OrderLeftQueue(1)),
                        new AllocationEvent.ReservationChanged(
                                "order-1", new ReservationEvent.StockReserved(needs("A", 5))));
        assertThat(delivery.answers()).containsExactly(new AllocationAnswer.Reserved("order-1", 1, needs("A", 5)));
    }

    @Test
    void noYoungerOrderGetsWhatAnOlderOneNeedsThoughItWouldFit() {
        asked("order-1", needs("A", 5));
        asked("order-2", needs("A", 1));

        assertThat(reserved(decide(new AllocationCommand.Receive("A", "first", 4))))
                .isEmpty();
        assertThat(reserved(decide(new AllocationCommand.Receive("A", "second", 1))))
                .containsExactly("order-1");
        assertThat(reserved(decide(new AllocationCommand.Receive("A", "third", 1))))
                .containsExactly("order-2");
    }

    @Test
    void whatExceedsTheNeedsOfTheOlderOnesIsGiven() {
        asked("order-1", new Needs(Map.of("A", 1, "B", 1)));
        asked("order-2", needs("A", 1));

        assertThat(reserved(decide(new AllocationCommand.Receive("A", "first", 1))))
                .isEmpty();
        assertThat(reserved(decide(new AllocationCommand.Receive("A", "second", 1))))
                .containsExactly("order-2");
    }

    @Test
    void anOrderThatLeavesTheQueueLetsTheNextOnesThrough() {
        received("A", 2);
        asked("order-1", needs("A", 5));
        asked("order-2", needs("A", 2));

        assertThat(reserved(decide(new AllocationCommand.Release("order-1", 1))))
                .containsExactly("order-2");
    }

    @Test
    void anOrderThatNeedsLessLetsTheNextOnesThrough() {
        received("A", 4);
        asked("order-1", new Needs(Map.of("A", 3, "B", 1)));
        asked("order-2", needs("A", 2));

        Decision changed = decide(new AllocationCommand.Reserve("order-1", 2, new Needs(Map.of("A", 2, "B", 1))));

        assertThat(reserved(changed)).containsExactly("order-2");
        assertThat(now.reservation("order-1").phase()).isEqualTo(Reservation.Phase.WAITING);
    }

    @Test
    void whatAChangedOrderReturnsIsGivenToAWaitingOrder() {
        received("A", 3);
        asked("order-1", needs("A", 3));
        asked("order-2", needs("A", 2));

        assertThat(reserved(decide(new AllocationCommand.Reserve("order-1", 2, needs("A", 1)))))
                .containsExactly("order-1", "order-2");
    }

    @Test
    void aClosedReservationMovesNothingAnyMore() {
        received("A", 1);
        asked("order-1", needs("A", 1));
        decide(new AllocationCommand.Release("order-1", 1));

        assertThat(decide(new AllocationCommand.Reserve("order-1", 2, needs("A", 1))))
                .isEqualTo(new Decision(List.of(), List.of()));
        assertThat(decide(new AllocationCommand.Issue("order-1", 1))).isEqualTo(new Decision(List.of(), List.of()));
        assertThat(decide(new AllocationCommand.Release("order-1", 2)))
                .isEqualTo(new Decision(List.of(), List.of(new AllocationAnswer.Released("order-1", 2))));
    }

    @Test
    void moreThanCanBeCountedIsNotReceived() {
        now = new Snapshot(
                Map.of("A", new StockItem(StockItem.MOST, StockItem.MOST, 0)), Map.of(), BackOrderQueue.EMPTY);

        assertThatThrownBy(() -> decide(new AllocationCommand.Receive("A", "delivery", 1)))
                .hasMessageContaining("cannot receive 1");
    }
}
