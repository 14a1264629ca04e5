package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.inventory.domain.StockItem.Command.IssuePieces;
import dev.waybill.inventory.domain.StockItem.Command.ReceivePieces;
import dev.waybill.inventory.domain.StockItem.Command.ReleasePieces;
import dev.waybill.inventory.domain.StockItem.Command.ReservePieces;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import dev.waybill.inventory.domain.StockItem.StockEvent.StockIssued;
import dev.waybill.inventory.domain.StockItem.StockEvent.StockReceived;
import dev.waybill.inventory.domain.StockItem.StockEvent.StockReleased;
import dev.waybill.inventory.domain.StockItem.StockEvent.StockReserved;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.testkit.DeciderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockItemTest extends DeciderTest<StockItem, StockItem.Command, StockEvent> {

    private static final Decider<StockItem, StockItem.Command, StockEvent> ITEM =
            new Decider<>(StockItem.NONE, StockItem::decide, StockItem::evolve);
    private static final StockReceived RECEIVED = new StockReceived("delivery-1", 5);
    private static final StockReserved RESERVED = new StockReserved("order-1", 3);

    StockItemTest() {
        super(ITEM);
    }

    @Test
    void receivesDeliveries() {
        given().when(new ReceivePieces("delivery-1", 5)).then(RECEIVED);
        given(RECEIVED).when(new ReceivePieces("delivery-2", 5)).then(new StockReceived("delivery-2", 5));
    }

    @Test
    void reservesWhatIsAvailableAndNoMore() {
        given(RECEIVED).when(new ReservePieces("order-1", 5)).then(new StockReserved("order-1", 5));
        assertThatThrownBy(() -> given(RECEIVED, RESERVED).when(new ReservePieces("order-2", 3)))
                .hasMessageContaining("cannot reserve 3");
    }

    @Test
    void releasesWhatIsReservedAndNoMore() {
        given(RECEIVED, RESERVED).when(new ReleasePieces("order-1", 3)).then(new StockReleased("order-1", 3));
        assertThatThrownBy(() -> given(RECEIVED).when(new ReleasePieces("order-1", 1)))
                .hasMessageContaining("cannot release 1");
    }

    @Test
    void issuesWhatIsReservedAndNoMore() {
        given(RECEIVED, RESERVED).when(new IssuePieces("order-1", 3)).then(new StockIssued("order-1", 3));
        assertThatThrownBy(() -> given(RECEIVED).when(new IssuePieces("order-1", 1)))
                .hasMessageContaining("cannot issue 1");
    }

    @Test
    void countsWhatIsOnHandReservedAndAvailable() {
        var item = given(RECEIVED, RESERVED).when(new IssuePieces("order-1", 2)).state();

        assertThat(item.onHand()).isEqualTo(3);
        assertThat(item.reserved()).isEqualTo(1);
        assertThat(item.available()).isEqualTo(2);
    }

    @Test
    void countsSumsThatNoInt32Holds() {
        var huge = new StockReceived("delivery", Integer.MAX_VALUE);

        StockItem item = ITEM.replay(StockItem.NONE, List.of(huge, huge, huge));

        assertThat(item.received()).isEqualTo(6_442_450_941L);
        assertThat(item.available()).isEqualTo(6_442_450_941L);
    }

    @Test
    void receivesNoMoreThanEveryReaderOfJsonCanCount() {
        var full = new StockItem(StockItem.MOST - 5, StockItem.MOST - 5, 0);

        assertThat(full.hasRoomFor(5)).isTrue();
        assertThat(full.hasRoomFor(6)).isFalse();
        assertThat(ITEM.decide().apply(full, new ReceivePieces("delivery-1", 5)))
                .hasSize(1);
        assertThatThrownBy(() -> ITEM.decide().apply(full, new ReceivePieces("delivery-1", 6)))
                .hasMessageContaining("cannot receive 6");
    }

    @Test
    void refusesToWrap() {
        var broken = new StockItem(Long.MAX_VALUE, 0, 0);

        assertThatThrownBy(() -> StockItem.evolve(broken, RECEIVED)).isInstanceOf(ArithmeticException.class);
    }
}
