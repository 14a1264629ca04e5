package dev.waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.OrderCommand.AcceptAnswer;
import dev.waybill.order.domain.OrderEvent.Answer;
import dev.waybill.order.domain.OrderEvent.BillableAmountCalculated;
import dev.waybill.order.domain.OrderEvent.BillableAmountRejected;
import dev.waybill.order.domain.OrderEvent.BillableAmountVerified;
import dev.waybill.order.domain.OrderEvent.CancellationRefused;
import dev.waybill.order.domain.OrderEvent.CancellationRequested;
import dev.waybill.order.domain.OrderEvent.InvoicePrepared;
import dev.waybill.order.domain.OrderEvent.LinesChanged;
import dev.waybill.order.domain.OrderEvent.OrderCancelled;
import dev.waybill.order.domain.OrderEvent.OrderCompleted;
import dev.waybill.order.domain.OrderEvent.OrderShipped;
import dev.waybill.order.domain.OrderEvent.PaymentAuthorized;
import dev.waybill.order.domain.OrderEvent.PaymentCaptured;
import dev.waybill.order.domain.OrderEvent.PaymentDeclined;
import dev.waybill.order.domain.OrderEvent.PaymentMethodChanged;
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.StockReserved;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** An order under every interleaving of what its customer wants and what the services answer. */
class OrderDeciderPropertiesTest {

    private static final int TRIES = 5_000;

    private enum Act {
        SERVICE_WORKS,
        SERVICE_REFUSES,
        BILLING_IS_RECEIVED,
        INVENTORY_IS_RECEIVED,
        SHIPPING_IS_RECEIVED,
        AN_ANSWER_IS_RECEIVED_AGAIN,
        CHANGES_LINES,
        CHANGES_METHOD,
        CANCELS,
        PATIENCE_RUNS_OUT,
        TRIES_TO_END
    }

    private record Step(Act act, int pick) {

        void happenTo(ServicesModel services) {
            switch (act) {
                case SERVICE_WORKS -> services.serviceWorks(true);
                case SERVICE_REFUSES -> services.serviceWorks(false);
                case BILLING_IS_RECEIVED -> services.receives(0);
                case INVENTORY_IS_RECEIVED -> services.receives(1);
                case SHIPPING_IS_RECEIVED -> services.receives(2);
                case AN_ANSWER_IS_RECEIVED_AGAIN -> services.receivesAgain(pick);
                case CHANGES_LINES -> services.changesLines();
                case CHANGES_METHOD -> services.changesMethod();
                case CANCELS -> services.cancels();
                case PATIENCE_RUNS_OUT ->
                    services.runsOutOfPatience(pick < 5 ? OrderStatus.PAYMENT_DECLINED : OrderStatus.BACK_ORDERED);
                case TRIES_TO_END -> services.triesToEnd();
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        var acts = Arbitraries.frequency(
                Tuple.of(20, Act.SERVICE_WORKS),
                Tuple.of(3, Act.SERVICE_REFUSES),
                Tuple.of(24, Act.BILLING_IS_RECEIVED),
                Tuple.of(12, Act.INVENTORY_IS_RECEIVED),
                Tuple.of(12, Act.SHIPPING_IS_RECEIVED),
                Tuple.of(4, Act.AN_ANSWER_IS_RECEIVED_AGAIN),
                Tuple.of(2, Act.CHANGES_LINES),
                Tuple.of(2, Act.CHANGES_METHOD),
                Tuple.of(1, Act.CANCELS),
                Tuple.of(1, Act.PATIENCE_RUNS_OUT),
                Tuple.of(2, Act.TRIES_TO_END));
        return Combinators.combine(
                        acts, Arbitraries.integers().between(0, 9).withDistribution(RandomDistribution.uniform()))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static ServicesModel after(List<Step> history, ServicesModel.Watch watch) {
        var services = new ServicesModel(watch);
        history.forEach(step -> step.happenTo(services));
        return services;
    }

    @Property(tries = TRIES)
    void anOrderThatHasEndedChangesNoMore(@ForAll("histories") List<Step> history) {
        var services = after(history, (before, command, events, now) -> {
            if (before.status().isTerminal()) {
                assertThat(events).as("after the end, on %s", command).isEmpty();
            }
        });
        assertThat(services.comesToRest()).isTrue();
        history.forEach(step -> step.happenTo(services));
        services.received.forEach(answer -> services.receivesAgain(services.received.indexOf(answer)));
    }

    /** I1: exactly one end, on every path. */
    @Property(tries = TRIES)
    void everyOrderEndsOnce(@ForAll("histories") List<Step> history) {
        var services = after(history, (before, command, events, now) -> {});

        assertThat(services.comesToRest()).as("comes to its end").isTrue();
        assertThat(services.history)
                .filteredOn(event -> event instanceof OrderCompleted || event instanceof OrderCancelled)
                .hasSize(1);
    }

    @Property(tries = TRIES)
    void theRevisionRisesByOneWithEachChangeAndNeverFalls(@ForAll("histories") List<Step> history) {
        after(history, (before, command, events, now) -> {
            long changes = events.stream()
                    .filter(event -> event instanceof LinesChanged || event instanceof PaymentMethodChanged)
                    .count();
            int placed = command instanceof OrderCommand.Place ? 1 : 0;
            assertThat(now.revision()).isEqualTo(before.revision() + changes + placed);
            assertThat(now.version()).isEqualTo(before.version() + events.size());
        });
    }

    @Property(tries = TRIES)
    void anOrderThatWaitsWithAPatienceHasTheDeadlineOfTheAnswerThatBeganIt(@ForAll("histories") List<Step> history) {
        var sinceSuccess = new AtomicReference<Deadline>();
        after(history, (before, command, events, now) -> {
            if (events.stream().anyMatch(e -> e instanceof PaymentAuthorized a && a.revision() == before.revision())) {
                sinceSuccess.set(null);
            }
            boolean waits = now.status() == OrderStatus.PAYMENT_DECLINED || now.status() == OrderStatus.BACK_ORDERED;
            boolean begins = now.status() != before.status();
            assertThat(now.deadline().isPresent()).isEqualTo(waits);
            if (waits && begins && command instanceof AcceptAnswer(var answer, var deadlines)) {
                Deadline first = sinceSuccess.get();
                assertThat(now.deadline())
                        .isEqualTo(
                                now.status() == OrderStatus.PAYMENT_DECLINED && first != null
                                        ? Optional.of(first)
                                        : deadlines.in(now.status()));
                if (now.status() == OrderStatus.PAYMENT_DECLINED) {
                    sinceSuccess.set(now.deadline().orElseThrow());
                }
                assertThat(events).hasSize(2).last().isEqualTo(answer);
            } else if (waits) {
                assertThat(now.deadline()).isEqualTo(before.deadline());
            }
        });
    }

    @Property(tries = TRIES)
    void anAnswerToAnOlderRevisionIsRecordedAndMovesNothing(@ForAll("histories") List<Step> history) {
        after(history, (before, command, events, now) -> {
            if (command instanceof AcceptAnswer(var answer, var deadlines) && revision(answer) < before.revision()) {
                assertThat(events).isSubsetOf(answer);
                assertThat(now.status()).as("after %s", answer).isEqualTo(before.status());
                assertThat(now.stage()).as("after %s", answer).isEqualTo(before.stage());
                assertThat(now.terms()).as("after %s", answer).isEqualTo(before.terms());
                assertThat(now.payment().authorized())
                        .isEqualTo(before.payment().authorized());
                assertThat(now.cancellation()).isEqualTo(before.cancellation());
            }
        });
    }

    @Property(tries = TRIES)
    void whatIsAnsweredToARevisionIsRecordedOnce(@ForAll("histories") List<Step> history) {
        var services = after(history, (before, command, events, now) -> {});

        assertThat(services.history)
                .filteredOn(event -> event instanceof Answer && !(event instanceof PaymentAuthorized))
                .doesNotHaveDuplicates();
    }

    private static int revision(OrderEvent answer) {
        return switch (answer) {
            case BillableAmountCalculated a -> a.revision();
            case BillableAmountVerified a -> a.revision();
            case BillableAmountRejected a -> a.revision();
            case InvoicePrepared a -> a.revision();
            case PaymentAuthorized a -> a.revision();
            case PaymentDeclined a -> a.revision();
            case PaymentCaptured a -> a.revision();
            case StockReserved a -> a.revision();
            case StockBackOrdered a -> a.revision();
            case OrderShipped a -> a.revision();
            default -> Integer.MAX_VALUE; // it is answered to a cancellation, of any revision
        };
    }

    @Property(tries = TRIES)
    void isCompletedOnlyAfterItWasPaidReservedAndShipped(@ForAll("histories") List<Step> history) {
        var services = after(history, (before, command, events, now) -> {});
        assertThat(services.comesToRest()).isTrue();

        if (services.order().status() == OrderStatus.COMPLETED) {
            int revision = services.order().revision();
            var stages = services.history.stream()
                    .filter(event -> revision(event) == revision || event instanceof OrderCompleted)
                    .<Class<?>>map(Object::getClass)
                    .filter(
                            List.of(
                                    StockReserved.class,
                                    PaymentCaptured.class,
                                    OrderShipped.class,
                                    OrderCompleted.class)::contains)
                    .toList();
            assertThat(stages)
                    .as("at its last revision")
                    .containsExactly(
                            StockReserved.class, PaymentCaptured.class, OrderShipped.class, OrderCompleted.class);
            assertThat(happened(services, InvoicePrepared.class)).isTrue();
        }
    }

    @Property(tries = TRIES)
    void aCancellationEndsTheOrderOrIsRefusedOnceTheParcelLeft(@ForAll("histories") List<Step> history) {
        var services = after(history, (before, command, events, now) -> {});
        assertThat(services.comesToRest()).isTrue();

        boolean shipped = happened(services, OrderShipped.class);
        boolean asked = happened(services, CancellationRequested.class)
                || services.order().cancellation() != null;
        assertThat(happened(services, OrderCancelled.class)).isEqualTo(asked && !shipped);
        assertThat(happened(services, CancellationRefused.class)).isEqualTo(asked && shipped);
        assertThat(services.history)
                .filteredOn(event -> event instanceof CancellationRequested || event instanceof CancellationRefused)
                .extracting(Object::getClass)
                .doesNotHaveDuplicates();
    }

    private static boolean happened(ServicesModel services, Class<? extends OrderEvent> event) {
        return services.history.stream().anyMatch(event::isInstance);
    }

    @Property(tries = TRIES)
    void aParcelThatLeftIsNotCancelledAndACancellingOrderIsNotChanged(@ForAll("histories") List<Step> history) {
        after(history, (before, command, events, now) -> {
            if (before.status() == OrderStatus.SHIPPED) {
                assertThat(events).as("on %s", command).noneMatch(CancellationRequested.class::isInstance);
            }
            if (before.status() == OrderStatus.CANCELLING) {
                assertThat(now.revision()).as("after %s", command).isEqualTo(before.revision());
            }
        });
    }

    /** What the customer asked for last is what counts, also while it is being cancelled or after a late answer. */
    @Property(tries = TRIES)
    void aCancellingOrderStaysSoUntilItIsCancelledOrRefused(@ForAll("histories") List<Step> history) {
        after(history, (before, command, events, now) -> {
            boolean answered = events.stream()
                    .anyMatch(event -> event instanceof OrderCancelled || event instanceof CancellationRefused);
            if (before.status() == OrderStatus.CANCELLING && !answered) {
                assertThat(now.status()).as("after %s", command).isEqualTo(OrderStatus.CANCELLING);
            }
        });
    }
}
