package dev.waybill.order.process.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Samples;
import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.WaitBegan;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.UsualPatience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Until when orders wait. */
class PatienceTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final OrderEvent PLACED = (OrderPlaced) Samples.of(OrderPlaced.class);
    private static final OrderEvent MISSING = new StockBackOrdered(1, 1, List.of(), List.of());

    private static Order after(OrderEvent... events) {
        return Orders.DECIDER.replay(Order.NONE, List.of(events));
    }

    @Test
    void aDeadlineOnRecordStays() {
        Instant until = NOON.plusSeconds(1);
        Order order = after(PLACED, new WaitBegan(OrderStatus.BACK_ORDERED, 1, null, until), MISSING);

        assertThat(UsualPatience.PATIENCE.of(order, NOON).until()).isEqualTo(until);
        assertThat(UsualPatience.PATIENCE.untilWhenReminded(order, NOON)).isEqualTo(until);
    }

    /** It began to wait before deadlines were recorded, and its timers count from then. */
    @Test
    void anOrderWithoutADeadlineOnRecordHasWhatIsLeftWhenItIsReminded() {
        Order order = after(PLACED, MISSING);

        assertThat(UsualPatience.PATIENCE.of(order, NOON).until()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        assertThat(UsualPatience.PATIENCE.untilWhenReminded(order, NOON)).isEqualTo(NOON.plus(Duration.ofDays(27)));
    }
}
