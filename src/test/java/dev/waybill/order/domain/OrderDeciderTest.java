package dev.waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.OrderCommand.AcceptAnswer;
import dev.waybill.order.domain.OrderCommand.Complete;
import dev.waybill.order.domain.OrderCommand.ConfirmCancellation;
import dev.waybill.order.domain.OrderCommand.Place;
import dev.waybill.order.domain.OrderCommand.Remind;
import dev.waybill.order.domain.OrderCommand.ReplaceLines;
import dev.waybill.order.domain.OrderCommand.ReplacePaymentMethod;
import dev.waybill.order.domain.OrderCommand.ReplaceShipTo;
import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.domain.OrderEvent.Answer;
import dev.waybill.order.domain.OrderEvent.BillableAmountCalculated;
import dev.waybill.order.domain.OrderEvent.BillableAmountRejected;
import dev.waybill.order.domain.OrderEvent.BillableAmountVerified;
import dev.waybill.order.domain.OrderEvent.CancellationRefused;
import dev.waybill.order.domain.OrderEvent.CancellationRequested;
import dev.waybill.order.domain.OrderEvent.CustomerReminded;
import dev.waybill.order.domain.OrderEvent.InvoicePrepared;
import dev.waybill.order.domain.OrderEvent.LinesChanged;
import dev.waybill.order.domain.OrderEvent.OrderCancelled;
import dev.waybill.order.domain.OrderEvent.OrderCompleted;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderEvent.OrderShipped;
import dev.waybill.order.domain.OrderEvent.PaymentAuthorized;
import dev.waybill.order.domain.OrderEvent.PaymentCaptured;
import dev.waybill.order.domain.OrderEvent.PaymentDeclined;
import dev.waybill.order.domain.OrderEvent.PaymentMethodChanged;
import dev.waybill.order.domain.OrderEvent.PaymentRefunded;
import dev.waybill.order.domain.OrderEvent.PaymentReleased;
import dev.waybill.order.domain.OrderEvent.ShipToChanged;
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.StockReleased;
import dev.waybill.order.domain.OrderEvent.StockReserved;
import dev.waybill.order.domain.OrderEvent.WaitBegan;
import dev.waybill.platform.eventstore.testkit.DeciderTest;
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

    static final Amounts AMOUNTS = new Amounts(10_000, 0, 0, 1_900, 11_900);
    static final List<Pieces> LAMPS = List.of(new Pieces("LAMP", 1));
    static final OrderPlaced PLACED = new OrderPlaced(
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
        var paid = then(authorized, new StockReserved(1, LAMPS), new PaymentCaptured(1, "p-1", 11_900));
        var cancelling = then(
                then(invoiced, new PaymentDeclined(1, "card_declined")), new CancellationRequested("reason", "detail"));
        var all = new EnumMap<OrderStatus, List<OrderEvent>>(OrderStatus.class);
        all.put(OrderStatus.PLACED, List.of(PLACED));
        all.put(OrderStatus.INVOICED, invoiced);
        all.put(OrderStatus.PAYMENT_DECLINED, then(invoiced, new PaymentDeclined(1, "card_declined")));
        all.put(OrderStatus.AUTHORIZED, authorized);
        all.put(OrderStatus.BACK_ORDERED, then(authorized, new StockBackOrdered(1, 1, List.of(), LAMPS)));
        all.put(OrderStatus.RESERVED, then(authorized, new StockReserved(1, LAMPS)));
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
        given().when(new Place(PLACED)).then(PLACED);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void isNotPlacedTwice(OrderStatus status) {
        in(status).when(new Place(PLACED)).thenNothing();
    }

    private static final Set<OrderStatus> CHANGEABLE = EnumSet.of(
            OrderStatus.PLACED,
            OrderStatus.INVOICED,
            OrderStatus.PAYMENT_DECLINED,
            OrderStatus.AUTHORIZED,
            OrderStatus.BACK_ORDERED,
            OrderStatus.RESERVED);
    private static final Amounts OTHER = new Amounts(20_000, 0, 0, 3_800, 23_800);
    private static final List<OrderLine> TWO_LAMPS = List.of(new OrderLine("LAMP", 2, 10_000, 1));
    private static final ShipTo VIENNA = new ShipTo("Ada", "Ring 1", "Wien", "1010", "AT");

    private void changes(OrderStatus status, OrderCommand command, OrderEvent event, OrderStatus then) {
        var when = in(status).when(command);
        if (CHANGEABLE.contains(status)) {
            when.then(event);
            assertThat(when.state().status()).isEqualTo(then);
            assertThat(when.state().revision()).isEqualTo(2);
        } else {
            when.thenNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void takesAnotherPaymentMethodUntilItIsPaid(OrderStatus status) {
        changes(
                status,
                new ReplacePaymentMethod("pm_other"),
                new PaymentMethodChanged(2, "pm_other"),
                OrderStatus.INVOICED);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void takesOtherLinesUntilItIsPaid(OrderStatus status) {
        changes(
                status,
                new ReplaceLines(TWO_LAMPS, OTHER, 23_800L),
                new LinesChanged(2, TWO_LAMPS, OTHER, 23_800L),
                OrderStatus.PLACED);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void takesAnotherAddressUntilItIsPaid(OrderStatus status) {
        changes(status, new ReplaceShipTo(VIENNA, AMOUNTS), new ShipToChanged(2, VIENNA, AMOUNTS), OrderStatus.PLACED);
    }

    @Test
    void wantsWhatWasChangedLast() {
        var state = in(OrderStatus.BACK_ORDERED)
                .and(new ReplaceLines(TWO_LAMPS, OTHER, 23_800L))
                .when(new ReplaceShipTo(VIENNA, OTHER))
                .state();

        assertThat(state.terms()).isEqualTo(new Terms(TWO_LAMPS, VIENNA, OTHER, null));
        assertThat(state.revision()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void takesACancellationUntilTheParcelIsOnItsWay(OrderStatus status) {
        var when = in(status).when(new RequestCancellation("changed my mind", "requested by ada"));
        if (CHANGEABLE.contains(status) || status == OrderStatus.PAID) {
            when.then(new CancellationRequested("changed my mind", "requested by ada"));
            assertThat(when.state().status()).isEqualTo(OrderStatus.CANCELLING);
        } else {
            when.thenNothing();
        }
    }

    @Test
    void goesOnFromTheStageReachedWhenTheCancellationIsRefused() {
        var shipped = new OrderShipped(1, "shipment-1", "T-1");

        var before = in(OrderStatus.PAID)
                .and(new RequestCancellation("why", ""))
                .when(new AcceptAnswer(new CancellationRefused(1)));
        assertThat(before.state().status()).isEqualTo(OrderStatus.PAID);
        var after = in(OrderStatus.PAID)
                .and(new RequestCancellation("why", ""))
                .and(new AcceptAnswer(shipped))
                .when(new AcceptAnswer(new CancellationRefused(1)));
        assertThat(after.state().status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void isRefusedItsCancellationOnce() {
        in(OrderStatus.PAID)
                .and(new RequestCancellation("why", ""))
                .and(new AcceptAnswer(new CancellationRefused(1)))
                .when(new AcceptAnswer(new CancellationRefused(1)))
                .thenNothing();
    }

    @Test
    void takesNoSecondCancellationAfterOneThatWasRefused() {
        in(OrderStatus.PAID)
                .and(new RequestCancellation("why", ""))
                .and(new AcceptAnswer(new CancellationRefused(1)))
                .when(new RequestCancellation("again", ""))
                .thenNothing();
    }

    @Test
    void keepsTheFirstReasonForItsEnd() {
        var state = in(OrderStatus.PLACED)
                .and(new RequestCancellation("changed my mind", ""))
                .when(new AcceptAnswer(new BillableAmountRejected(1, 2, 1)))
                .state();

        assertThat(state.cancellation()).isEqualTo(new Cancellation("changed my mind", "", OrderStatus.PLACED, false));
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void remindsTheCustomerOnlyWhileItWaits(OrderStatus status) {
        var when = in(status).when(new Remind(OrderStatus.BACK_ORDERED));
        if (status == OrderStatus.BACK_ORDERED) {
            when.then(new CustomerReminded(OrderStatus.BACK_ORDERED));
        } else {
            when.thenNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void runsOutOfPatienceOnlyWhileItWaits(OrderStatus status) {
        for (OrderStatus waiting : List.of(OrderStatus.PAYMENT_DECLINED, OrderStatus.BACK_ORDERED)) {
            var when = in(status).when(new RunOutOfPatience(waiting, "reason", "detail"));
            if (status == waiting) {
                when.then(new CancellationRequested("reason", "detail"));
            } else {
                when.thenNothing();
            }
        }
    }

    @Test
    void countsWhatWasCapturedOncePerPayment() {
        var state = in(OrderStatus.PAID)
                .and(new AcceptAnswer(new PaymentCaptured(1, "p-1", 11_900)))
                .and(new AcceptAnswer(new PaymentRefunded(1, "p-1", 11_900)))
                .and(new AcceptAnswer(new PaymentRefunded(2, "p-1", 11_900)))
                .when(new AcceptAnswer(new PaymentCaptured(1, "p-2", 23_800)))
                .state();

        assertThat(state.payment().captured()).isEqualTo(35_700);
        assertThat(state.payment().refunded()).isEqualTo(11_900);
    }

    @Test
    void staysReservedWhileALapsedAuthorizationIsRenewed() {
        assertThat(in(OrderStatus.RESERVED)
                        .when(new AcceptAnswer(new PaymentAuthorized(1, 11_900)))
                        .state()
                        .status())
                .isEqualTo(OrderStatus.RESERVED);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void completesOnlyAfterItWasShipped(OrderStatus status) {
        var when = in(status).when(new Complete());
        if (status == OrderStatus.SHIPPED) {
            when.then(new OrderCompleted());
        } else {
            when.thenNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void isCancelledOnlyWhenItIsCancelling(OrderStatus status) {
        var when = in(status).when(new ConfirmCancellation());
        if (status == OrderStatus.CANCELLING) {
            when.then(new OrderCancelled("reason"));
        } else {
            when.thenNothing();
        }
    }

    @Test
    void remindsOfAWaitOnRecordOnce() {
        Instant until = Instant.EPOCH.plusSeconds(60);
        var deadlines = new Deadlines(Map.of(OrderStatus.BACK_ORDERED, new Deadline(Instant.EPOCH, until)));
        var missing = new StockBackOrdered(1, 1, List.of(), List.of());

        in(OrderStatus.AUTHORIZED)
                .and(new AcceptAnswer(missing, deadlines))
                .and(new Remind(OrderStatus.BACK_ORDERED))
                .when(new Remind(OrderStatus.BACK_ORDERED))
                .thenNothing();
        assertThat(in(OrderStatus.AUTHORIZED)
                        .and(new AcceptAnswer(missing, deadlines))
                        .when(new Remind(OrderStatus.BACK_ORDERED))
                        .state()
                        .deadline())
                .contains(new Deadline(null, until));
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void recordsNewAnswersUntilItHasEnded(OrderStatus status) {
        for (Answer answer : answers(1)) {
            var when = in(status).when(new AcceptAnswer(answer));
            boolean renewed = status == OrderStatus.RESERVED && answer instanceof PaymentAuthorized;
            if (status.isTerminal() || history(status).contains(answer) && !renewed) {
                when.thenNothing();
            } else {
                when.then(answer);
            }
        }
    }

    @Test
    void recordsTheSameAnswerAgainAtTheNextRevision() {
        in(OrderStatus.PAYMENT_DECLINED)
                .and(new ReplacePaymentMethod("pm_other"))
                .when(new AcceptAnswer(new PaymentDeclined(2, "card_declined")))
                .then(new PaymentDeclined(2, "card_declined"));
    }

    private static AcceptAnswer declined(int revision, Instant until) {
        return new AcceptAnswer(
                new PaymentDeclined(revision, "card_declined"),
                new Deadlines(Map.of(OrderStatus.PAYMENT_DECLINED, new Deadline(null, until))));
    }

    @Test
    void waitsForAPaymentFromTheFirstDeclineSinceTheLastSuccess() {
        Instant first = Instant.parse("2026-01-08T00:00:00Z");
        Instant later = Instant.parse("2026-01-12T00:00:00Z");
        var declinedTwice = in(OrderStatus.INVOICED)
                .and(declined(1, first))
                .and(new ReplacePaymentMethod("pm_other"))
                .when(declined(2, later));
        declinedTwice.then(
                new WaitBegan(OrderStatus.PAYMENT_DECLINED, 2, null, first), new PaymentDeclined(2, "card_declined"));

        in(OrderStatus.INVOICED)
                .and(declined(1, first))
                .and(new ReplacePaymentMethod("pm_other"))
                .and(new AcceptAnswer(new PaymentAuthorized(2, 11_900)))
                .and(new AcceptAnswer(new StockReserved(2, LAMPS)))
                .when(declined(2, later))
                .then(
                        new WaitBegan(OrderStatus.PAYMENT_DECLINED, 2, null, later),
                        new PaymentDeclined(2, "card_declined"));
    }

    @Test
    void countsThePaymentMethodsThatWereTried() {
        assertThat(in(OrderStatus.INVOICED)
                        .and(new ReplacePaymentMethod("pm_other"))
                        .when(declined(2, Instant.MAX))
                        .state()
                        .payment()
                        .attempts())
                .isEqualTo(2);
    }

    @Test
    void remembersOnlyTheAnswersToItsRevision() {
        var declined = new PaymentDeclined(1, "card_declined");
        var state = in(OrderStatus.PAYMENT_DECLINED)
                .when(new ReplacePaymentMethod("pm_other"))
                .state();
        assertThat(state.answers()).isEmpty();
        assertThat(Orders.DECIDER.evolve().apply(state, declined).answers()).isEmpty();
    }

    @Test
    void recordsEachRefundOnceAndEachThatDoesNotNameItsPayment() {
        var unknown = new PaymentRefunded(1, PaymentRefunded.UNKNOWN_PAYMENT, 11_900);
        var first = new PaymentRefunded(1, "p-1", 11_900);
        var second = new PaymentRefunded(1, "p-2", 11_900);

        in(OrderStatus.PAID)
                .and(new AcceptAnswer(first))
                .when(new AcceptAnswer(first))
                .thenNothing();
        in(OrderStatus.PAID)
                .and(new AcceptAnswer(first))
                .when(new AcceptAnswer(second))
                .then(second);
        in(OrderStatus.PAID)
                .and(new AcceptAnswer(unknown))
                .when(new AcceptAnswer(unknown))
                .then(unknown);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void isNotMovedByAnswersToAnOlderRevision(OrderStatus status) {
        for (Answer answer : answers(0)) {
            assertThat(in(status).when(new AcceptAnswer(answer)).state().status())
                    .as(answer.toString())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void staysCancellingWithEveryAnswer(OrderStatus status) {
        Set<OrderStatus> fixed = EnumSet.of(OrderStatus.CANCELLING, OrderStatus.CANCELLED, OrderStatus.COMPLETED);
        if (fixed.contains(status)) {
            for (Answer answer : answers(1)) {
                assertThat(in(status).when(new AcceptAnswer(answer)).state().status())
                        .isEqualTo(status);
            }
        }
    }

    private static List<Answer> answers(int revision) {
        return new ArrayList<>(List.of(
                new BillableAmountCalculated(revision, AMOUNTS),
                new BillableAmountVerified(revision),
                new BillableAmountRejected(revision, 1, 2),
                new InvoicePrepared(revision),
                new PaymentAuthorized(revision, 11_900),
                new PaymentDeclined(revision, "card_declined"),
                new StockReserved(revision, LAMPS),
                new StockBackOrdered(revision, 1, List.of(), LAMPS),
                new PaymentCaptured(revision, "p-1", 11_900),
                new StockReleased(revision),
                new PaymentReleased(revision)));
    }

    @Test
    void recordsWhyAnAmountWasRejected() {
        var state = in(OrderStatus.PLACED)
                .when(new AcceptAnswer(new BillableAmountRejected(1, 11_900, 11_899)))
                .state();

        assertThat(state.cancellation())
                .isEqualTo(new Cancellation(
                        "BillableAmountRejected",
                        "the amount is 119.00 EUR, but the customer was quoted 118.99",
                        OrderStatus.PLACED,
                        false));
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
                .isEqualTo(Stock.of(LAMPS, List.of()));
    }
}
