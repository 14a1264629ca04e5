package dev.waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.order.Orders;
import dev.waybill.order.domain.OrderCommand.CancelOrder;
import dev.waybill.order.domain.OrderCommand.ChangePaymentMethod;
import dev.waybill.order.domain.OrderCommand.CompleteOrder;
import dev.waybill.order.domain.OrderCommand.PlaceOrder;
import dev.waybill.order.domain.OrderCommand.RecordAnswer;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.domain.OrderEvent.BillableAmountCalculated;
import dev.waybill.order.domain.OrderEvent.BillableAmountRejected;
import dev.waybill.order.domain.OrderEvent.BillableAmountVerified;
import dev.waybill.order.domain.OrderEvent.CancellationRequested;
import dev.waybill.order.domain.OrderEvent.InvoicePrepared;
import dev.waybill.order.domain.OrderEvent.OrderCancelled;
import dev.waybill.order.domain.OrderEvent.OrderCompleted;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderEvent.OrderShipped;
import dev.waybill.order.domain.OrderEvent.PaymentAuthorized;
import dev.waybill.order.domain.OrderEvent.PaymentCaptured;
import dev.waybill.order.domain.OrderEvent.PaymentDeclined;
import dev.waybill.order.domain.OrderEvent.PaymentMethodChanged;
import dev.waybill.order.domain.OrderEvent.PaymentReleased;
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.StockReleased;
import dev.waybill.order.domain.OrderEvent.StockReserved;
import dev.waybill.platform.eventstore.DeciderTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderDeciderTest extends DeciderTest<Order, OrderCommand, OrderEvent> {

    private static final Amounts AMOUNTS = new Amounts(10_000, 0, 0, 1_900, 11_900);
    private static final OrderPlaced PLACED = new OrderPlaced(
            "order-1",
            "ada",
            List.of(new OrderLine("LAMP", 1, 10_000, 1)),
            "EUR",
            null,
            1,
            AMOUNTS,
            null,
            new ShipTo("Ada", "Main Street 1", "Berlin", "10115", "DE"),
            "pm_card_visa",
            null,
            Map.of(),
            Instant.parse("2026-01-31T12:00:00Z"));

    /** For each status a history that leads to it. */
    private static final Map<OrderStatus, List<OrderEvent>> HISTORY = histories();

    OrderDeciderTest() {
        super(Orders.DECIDER);
    }

    private static Map<OrderStatus, List<OrderEvent>> histories() {
        var invoiced = List.<OrderEvent>of(
                PLACED,
                new BillableAmountCalculated(1, AMOUNTS),
                new BillableAmountVerified(1),
                new InvoicePrepared(1));
        var authorized = then(invoiced, new PaymentAuthorized(1, 11_900));
        var paid = then(authorized, new StockReserved(1), new PaymentCaptured(1, 11_900));
        var cancelling = then(
                then(invoiced, new PaymentDeclined(1, "card_declined")), new CancellationRequested("reason", "detail"));
        var all = new EnumMap<OrderStatus, List<OrderEvent>>(OrderStatus.class);
        all.put(OrderStatus.PLACED, List.of(PLACED));
        all.put(OrderStatus.INVOICED, invoiced);
        all.put(OrderStatus.PAYMENT_DECLINED, then(invoiced, new PaymentDeclined(1, "card_declined")));
        all.put(OrderStatus.AUTHORIZED, authorized);
        all.put(OrderStatus.BACK_ORDERED, then(authorized, new StockBackOrdered(1, 1, List.of(new Pieces("LAMP", 1)))));
        all.put(OrderStatus.RESERVED, then(authorized, new StockReserved(1)));
        all.put(OrderStatus.PAID, paid);
        all.put(OrderStatus.SHIPPED, then(paid, new OrderShipped(1, "shipment-1", "T-1")));
        all.put(OrderStatus.COMPLETED, then(paid, new OrderShipped(1, "shipment-1", "T-1"), new OrderCompleted()));
        all.put(OrderStatus.CANCELLING, cancelling);
        all.put(OrderStatus.CANCELLED, then(cancelling, new OrderCancelled("reason")));
        return all;
    }

    private static List<OrderEvent> then(List<? extends OrderEvent> history, OrderEvent... more) {
        return Stream.concat(history.stream(), Stream.of(more))
                .map(OrderEvent.class::cast)
                .toList();
    }

    private static List<OrderEvent> history(OrderStatus status) {
        return HISTORY.getOrDefault(status, List.of());
    }

    private Given in(OrderStatus status) {
        return given(history(status).toArray(OrderEvent[]::new));
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void eachHistoryLeadsToItsStatus(OrderStatus status) {
        assertThat(Orders.DECIDER.replay(Order.NONE, history(status)).status()).isEqualTo(status);
        assertThat(Orders.DECIDER.replay(Order.NONE, history(status)).version())
                .isEqualTo(history(status).size());
    }

    @Test
    void isPlacedOnce() {
        given().when(new PlaceOrder(PLACED)).then(PLACED);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void isNotPlacedTwice(OrderStatus status) {
        in(status).when(new PlaceOrder(PLACED)).thenNothing();
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void takesAnotherPaymentMethodUntilItIsPaid(OrderStatus status) {
        var when = in(status).when(new ChangePaymentMethod("pm_other"));
        if (EnumSet.of(
                        OrderStatus.PLACED,
                        OrderStatus.INVOICED,
                        OrderStatus.PAYMENT_DECLINED,
                        OrderStatus.AUTHORIZED,
                        OrderStatus.BACK_ORDERED,
                        OrderStatus.RESERVED)
                .contains(status)) {
            when.then(new PaymentMethodChanged(2, "pm_other"));
            assertThat(when.state().status()).isEqualTo(OrderStatus.INVOICED);
            assertThat(when.state().revision()).isEqualTo(2);
        } else {
            when.thenNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void runsOutOfPatienceOnlyWhileItWaitsForAPaymentMethod(OrderStatus status) {
        var when = in(status).when(new RunOutOfPatience("reason", "detail"));
        if (status == OrderStatus.PAYMENT_DECLINED) {
            when.then(new CancellationRequested("reason", "detail"));
        } else {
            when.thenNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void completesOnlyAfterItWasShipped(OrderStatus status) {
        var when = in(status).when(new CompleteOrder());
        if (status == OrderStatus.SHIPPED) {
            when.then(new OrderCompleted());
        } else {
            when.thenNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void isCancelledOnlyWhenItIsCancelling(OrderStatus status) {
        var when = in(status).when(new CancelOrder());
        if (status == OrderStatus.CANCELLING) {
            when.then(new OrderCancelled("reason"));
        } else {
            when.thenNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void recordsAnswersUntilItHasEnded(OrderStatus status) {
        for (OrderEvent answer : answers(1)) {
            var when = in(status).when(new RecordAnswer(answer));
            if (status.isTerminal()) {
                when.thenNothing();
            } else {
                when.then(answer);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void isNotMovedByAnswersToAnOlderRevision(OrderStatus status) {
        for (OrderEvent answer : answers(0)) {
            assertThat(in(status).when(new RecordAnswer(answer)).state().status())
                    .as(answer.toString())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void staysCancellingWhateverIsAnswered(OrderStatus status) {
        Set<OrderStatus> fixed = EnumSet.of(OrderStatus.CANCELLING, OrderStatus.CANCELLED, OrderStatus.COMPLETED);
        if (fixed.contains(status)) {
            for (OrderEvent answer : answers(1)) {
                assertThat(in(status).when(new RecordAnswer(answer)).state().status())
                        .isEqualTo(status);
            }
        }
    }

    private static List<OrderEvent> answers(int revision) {
        return new ArrayList<>(List.of(
                new BillableAmountCalculated(revision, AMOUNTS),
                new BillableAmountVerified(revision),
                new BillableAmountRejected(revision, 1, 2),
                new InvoicePrepared(revision),
                new PaymentAuthorized(revision, 11_900),
                new PaymentDeclined(revision, "card_declined"),
                new StockReserved(revision),
                new StockBackOrdered(revision, 1, List.of(new Pieces("LAMP", 1))),
                new PaymentCaptured(revision, 11_900),
                new StockReleased(revision),
                new PaymentReleased(revision)));
    }

    @Test
    void tellsWhyAnAmountWasRejected() {
        var state = in(OrderStatus.PLACED)
                .when(new RecordAnswer(new BillableAmountRejected(1, 11_900, 11_899)))
                .state();

        assertThat(state.cancellation())
                .isEqualTo(new Cancellation(
                        "BillableAmountRejected", "the amount is 119.00 EUR, but the customer was quoted 118.99"));
    }

    @Test
    void showsWhatItWaitsForUntilItIsReserved() {
        assertThat(Orders.DECIDER
                        .replay(Order.NONE, history(OrderStatus.BACK_ORDERED))
                        .stock()
                        .missing("LAMP"))
                .isEqualTo(1);
        assertThat(Orders.DECIDER
                        .replay(Order.NONE, history(OrderStatus.RESERVED))
                        .stock())
                .isEqualTo(Stock.RESERVED);
    }
}
