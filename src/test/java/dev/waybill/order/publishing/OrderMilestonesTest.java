package dev.waybill.order.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dev.waybill.contract.Samples;
import dev.waybill.contract.order.OrderEvent.OrderBackOrdered;
import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderEvent.PaymentDeclined;
import dev.waybill.order.domain.OrderEvent.PaymentMethodChanged;
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.WaitBegan;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.process.UsualPatience;
import dev.waybill.platform.messaging.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is published of an order's events: the same at any time, and nothing for answers that came too late. */
class OrderMilestonesTest {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final OrderPlaced PLACED = (OrderPlaced) Samples.of(OrderPlaced.class);
    private static final OrderEvent CHANGED = new PaymentMethodChanged(2, "another");

    private final OrderPublisher publisher =
            new OrderPublisher(mock(Outbox.class, withSettings().stubOnly()), UsualPatience.PATIENCE);

    private static StockBackOrdered missing(int revision) {
        return new StockBackOrdered(revision, 1, List.of(), List.of(new Pieces("MUG", 1)));
    }

    private static Order after(OrderEvent... events) {
        return Orders.DECIDER.replay(Order.NONE, List.of(events));
    }

    @Test
    void aBackOrderIsPublishedWithTheDeadlineOnRecord() {
        Instant until = AT.plusSeconds(5);
        StockBackOrdered event = missing(2);
        Order order = after(PLACED, CHANGED, new WaitBegan(OrderStatus.BACK_ORDERED, 2, null, until), event);

        assertThat(publisher.milestone(order, event, AT))
                .hasValueSatisfying(message ->
                        assertThat(((OrderBackOrdered) message).until()).isEqualTo(until));
    }

    /** Orders that began to wait before deadlines were recorded. */
    @Test
    void aBackOrderWithoutADeadlineOnRecordIsPublishedWithOneFromItsEvent() {
        StockBackOrdered event = missing(2);
        Order order = after(PLACED, CHANGED, event);

        assertThat(publisher.milestone(order, event, AT))
                .hasValueSatisfying(milestone ->
                        assertThat(((OrderBackOrdered) milestone).until()).isEqualTo(AT.plus(Duration.ofDays(30))))
                .isEqualTo(publisher.milestone(order, event, AT));
    }

    @Test
    void anAnswerToAnOlderRevisionIsNotPublished() {
        StockBackOrdered stale = missing(1);
        PaymentDeclined declined = new PaymentDeclined(1, "declined");

        assertThat(publisher.milestone(after(PLACED, CHANGED, stale), stale, AT))
                .isEmpty();
        assertThat(publisher.milestone(after(PLACED, CHANGED, declined), declined, AT))
                .isEmpty();
    }

    @Test
    void anAnswerToAnOrderThatIsBeingCancelledIsNotPublished() {
        StockBackOrdered late = missing(1);
        Order order = after(PLACED, new OrderEvent.CancellationRequested("changed my mind", "by ada"), late);

        assertThat(publisher.milestone(order, late, AT)).isEmpty();
    }
}
