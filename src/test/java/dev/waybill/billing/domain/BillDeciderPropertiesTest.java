package dev.waybill.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.billing.Bills;
import dev.waybill.billing.domain.BillCommand.Authorize;
import dev.waybill.billing.domain.BillCommand.AwaitPrices;
import dev.waybill.billing.domain.BillCommand.Capture;
import dev.waybill.billing.domain.BillCommand.Prepare;
import dev.waybill.billing.domain.BillCommand.RecordActionRequired;
import dev.waybill.billing.domain.BillCommand.RecordAuthorized;
import dev.waybill.billing.domain.BillCommand.RecordCaptureDeclined;
import dev.waybill.billing.domain.BillCommand.RecordCaptured;
import dev.waybill.billing.domain.BillCommand.RecordDeclined;
import dev.waybill.billing.domain.BillCommand.RecordRefunded;
import dev.waybill.billing.domain.BillCommand.RecordVoided;
import dev.waybill.billing.domain.BillCommand.Release;
import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.BillEvent.PaymentCaptured;
import dev.waybill.billing.domain.BillEvent.PaymentReleased;
import dev.waybill.billing.domain.OrderModel.Awaits;
import dev.waybill.billing.domain.Payment.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** A bill under every interleaving of what its order asks and what the payment provider answers. */
class BillDeciderPropertiesTest {

    private static final int TRIES = 5_000;

    /** For what only a rare history shows. */
    private static final int MANY_TRIES = 20_000;

    private enum Act {
        TEN_THINGS_ARRIVE,
        CHANGES_LINES,
        IS_MISQUOTED,
        CHANGES_METHOD,
        CANCELS,
        STOCK_COMES,
        BILLING_HEARS,
        BILLING_HEARS_BEFORE_PRICES,
        PRICES_COME,
        ORDER_HEARS,
        PROVIDER_IS_CALLED,
        PROVIDER_IS_CALLED_IN_VAIN,
        RESULT_IS_RECORDED,
        RESULT_IS_RECORDED_AGAIN,
        PAYMENT_IS_CONFIRMED,
        PAYMENT_IS_DENIED,
        A_WEEK_PASSES
    }

    /** One thing that happens, and to which of those that it could happen to. */
    private record Step(Act act, int pick) {

        void happenIn(BillingModel billing) {
            switch (act) {
                case TEN_THINGS_ARRIVE -> IntStream.range(0, 10).forEach(i -> billing.somethingArrives());
                case CHANGES_LINES -> billing.order.changeLines(pick + 1, false);
                case IS_MISQUOTED -> billing.order.changeLines(pick + 1, true);
                case CHANGES_METHOD -> billing.order.changeMethod(method());
                case CANCELS -> billing.order.cancel();
                case STOCK_COMES -> billing.order.stockIsReserved();
                case BILLING_HEARS -> billing.billingHears(true);
                case BILLING_HEARS_BEFORE_PRICES -> billing.billingHears(false);
                case PRICES_COME -> billing.pricesCome();
                case ORDER_HEARS -> billing.orderHears();
                case PROVIDER_IS_CALLED -> billing.providerIsCalled(pick, true);
                case PROVIDER_IS_CALLED_IN_VAIN -> billing.providerIsCalled(pick, false);
                case RESULT_IS_RECORDED -> billing.resultIsRecorded(pick, false);
                case RESULT_IS_RECORDED_AGAIN -> billing.resultIsRecorded(pick, true);
                case PAYMENT_IS_CONFIRMED -> billing.providerCallsBack(pick, true);
                case PAYMENT_IS_DENIED -> billing.providerCallsBack(pick, false);
                case A_WEEK_PASSES -> billing.timePasses(ProviderModel.LIFETIME);
            }
        }

        private String method() {
            var methods = ProviderModel.Method.values();
            return methods[pick % methods.length].name();
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        var acts = Arbitraries.frequency(
                Tuple.of(20, Act.TEN_THINGS_ARRIVE),
                Tuple.of(16, Act.CHANGES_LINES),
                Tuple.of(1, Act.IS_MISQUOTED),
                Tuple.of(8, Act.CHANGES_METHOD),
                Tuple.of(1, Act.CANCELS),
                Tuple.of(20, Act.STOCK_COMES),
                Tuple.of(24, Act.BILLING_HEARS),
                Tuple.of(8, Act.BILLING_HEARS_BEFORE_PRICES),
                Tuple.of(4, Act.PRICES_COME),
                Tuple.of(30, Act.ORDER_HEARS),
                Tuple.of(24, Act.PROVIDER_IS_CALLED),
                Tuple.of(4, Act.PROVIDER_IS_CALLED_IN_VAIN),
                Tuple.of(24, Act.RESULT_IS_RECORDED),
                Tuple.of(4, Act.RESULT_IS_RECORDED_AGAIN),
                Tuple.of(4, Act.PAYMENT_IS_CONFIRMED),
                Tuple.of(1, Act.PAYMENT_IS_DENIED),
                Tuple.of(4, Act.A_WEEK_PASSES));
        return Combinators.combine(
                        acts, Arbitraries.integers().between(0, 5).withDistribution(RandomDistribution.uniform()))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static final BillingModel.Watch NOBODY = (command, events, after) -> {};

    private static BillingModel after(List<Step> history, BillingModel.Watch watch) {
        var billing = new BillingModel(watch);
        history.forEach(step -> step.happenIn(billing));
        assertThat(billing.comesToRest()).as("comes to rest").isTrue();
        return billing;
    }

    private static long invoiced(Bill bill) {
        return bill.invoices().stream().mapToLong(InvoiceIssued::total).sum();
    }

    private static long credited(Bill bill) {
        return bill.creditNotes().stream().mapToLong(CreditNoteIssued::total).sum();
    }

    /** I3, also while the provider's latest answers are not recorded yet. */
    @Property(tries = TRIES)
    void whatTheProviderKeepsIsWhatIsInvoicedAndNotCredited(@ForAll("histories") List<Step> history) {
        var billing = new BillingModel(NOBODY);
        for (Step step : history) {
            step.happenIn(billing);
            assertBalanced(billing);
        }
        assertThat(billing.comesToRest()).isTrue();
        assertThat(unheard(billing)).isZero();
        assertBalanced(billing);
    }

    private static void assertBalanced(BillingModel billing) {
        Bill bill = billing.bill();
        assertThat(invoiced(bill) - credited(bill))
                .as("invoiced - credited")
                .isEqualTo(bill.captured() - bill.refunded())
                .isEqualTo(billing.provider.kept() - unheard(billing));
    }

    /** What the provider has collected, or given back, and the bill still waits to hear. */
    private static long unheard(BillingModel billing) {
        ProviderModel provider = billing.provider;
        return billing.bill().payments().values().stream()
                .mapToLong(payment -> switch (payment.status()) {
                    case CAPTURING -> provider.captured(payment.id());
                    case REFUNDING -> -provider.refunded(payment.id());
                    default -> 0;
                })
                .sum();
    }

    @Property(tries = TRIES)
    void nothingIsCollectedTwice(@ForAll("histories") List<Step> history) {
        var billing = new BillingModel(NOBODY);
        for (Step step : history) {
            step.happenIn(billing);
            assertCollectedOnce(billing);
        }
        assertThat(billing.comesToRest()).isTrue();
        assertCollectedOnce(billing);
    }

    private static void assertCollectedOnce(BillingModel billing) {
        Bill bill = billing.bill();
        assertThat(billing.provider.openCaptures()).as("open captures").isLessThanOrEqualTo(1);
        assertThat(bill.payments(Status.CAPTURING).count()
                        + bill.payments(Status.CAPTURED).count())
                .as("payments that are or will be collected")
                .isLessThanOrEqualTo(1);
        assertThat(bill.invoices().stream().map(InvoiceIssued::paymentId))
                .as("invoiced payments")
                .doesNotHaveDuplicates();
    }

    /** The whole of what the order asks is answered, unless the customer or the bank still has to decide. */
    @Property(tries = MANY_TRIES)
    void everyRequestIsAnsweredAndAPaidOrderHasPaidItsTotalOnce(@ForAll("histories") List<Step> history) {
        var billing = after(history, NOBODY);

        switch (billing.order.awaits()) {
            case AUTHORIZATION ->
                assertThat(billing.provider.asks(billing.bill().current()))
                        .as("somebody still has to decide on the payment")
                        .isTrue();
            case CAPTURE ->
                assertThat(billing.provider.asks(billing.bill().current()))
                        .as("somebody still has to decide on the renewed payment")
                        .isTrue();
            case NOTHING_BUT_THE_PARCEL -> {
                assertThat(billing.provider.kept()).isEqualTo(billing.order.total());
                assertThat(billing.provider.open()).as("held besides").isEmpty();
            }
            case INVOICE, STOCK, RELEASE ->
                assertThat(billing.order.awaits())
                        .as("what the order still awaits")
                        .isNull();
            case ANOTHER_METHOD, NOTHING -> assertThat(unheard(billing)).isZero();
        }
    }

    @Property(tries = TRIES)
    void aReleasedOrderKeepsAndHoldsNothing(@ForAll("histories") List<Step> history) {
        var billing = new BillingModel(NOBODY);
        history.forEach(step -> step.happenIn(billing));
        billing.order.cancel();
        assertThat(billing.comesToRest()).isTrue();
        assertThat(billing.order.awaits()).isEqualTo(Awaits.NOTHING);
        assertThat(billing.provider.kept()).as("kept").isZero();
        assertThat(billing.provider.open()).as("held").isEmpty();
    }

    @Property(tries = TRIES)
    void aReleaseIsAnsweredOnlyWhenNothingIsHeldAndNothingIsAskedForAfterwards(
            @ForAll("histories") List<Step> history) {
        var released = new ArrayList<Bill>();
        after(history, (command, events, bill) -> {
            if (!released.isEmpty()) {
                assertThat(bill.payments())
                        .as("after the release")
                        .isEqualTo(released.getFirst().payments());
            }
            if (events.stream().anyMatch(PaymentReleased.class::isInstance)) {
                assertThat(bill.payments().values())
                        .noneMatch(payment -> payment.status().isOpen());
                released.add(bill);
            }
        });
    }

    /** Of messages the inbox lets an older one through only when it is of an older revision; results come whenever. */
    @Property(tries = TRIES)
    void aRepeatedMessageChangesNothing(@ForAll("histories") List<Step> history) {
        var heard = new LinkedHashSet<BillCommand>();
        after(history, (command, events, bill) -> {
            heard.add(command);
            assertThat(Bills.DECIDER.replay(bill, Bills.DECIDER.decide().apply(bill, command)))
                    .as("after %s again", command)
                    .isEqualTo(bill);
            heard.stream()
                    .filter(earlier -> isHistory(earlier, bill))
                    .forEach(earlier -> assertThat(Bills.DECIDER.decide().apply(bill, earlier))
                            .as("%s again", earlier)
                            .isEmpty());
        });
    }

    private static boolean isHistory(BillCommand command, Bill bill) {
        return switch (command) {
            case Prepare prepare -> prepare.request().revision() < bill.revision();
            case AwaitPrices await -> await.request().revision() < bill.revision();
            case Authorize authorize -> authorize.revision() < bill.revision();
            case Capture capture -> capture.revision() < bill.revision();
            case Release release -> false; // it is always answered
            case RecordActionRequired asked -> false; // the provider may have been asked again since
            case RecordAuthorized a -> true;
            case RecordDeclined d -> true;
            case RecordCaptured c -> true;
            case RecordCaptureDeclined c -> true;
            case RecordVoided v -> true;
            case RecordRefunded r -> true;
        };
    }

    /** What no history reaches, no property has looked at. */
    @Property(tries = TRIES)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void historiesReachAllThatCanHappen(@ForAll("histories") List<Step> history) {
        var happened = new LinkedHashSet<Class<?>>();
        after(history, (command, events, bill) -> events.forEach(event -> happened.add(event.getClass())));
        happened.forEach(Statistics::collect);

        Statistics.coverage(reached -> {
            for (Class<?> event : BillEvent.class.getPermittedSubclasses()) {
                reached.check(event).count(times -> times >= 20);
            }
        });
    }

    @Property(tries = MANY_TRIES)
    void isToldOfNoCaptureThatItDidNotAskFor(@ForAll("histories") List<Step> history) {
        var told = new ArrayList<Integer>();
        var billing = after(
                history,
                (command, events, bill) -> events.forEach(event -> {
                    if (event instanceof PaymentCaptured captured && captured.revision() > 0) {
                        told.add(captured.revision());
                    }
                }));

        assertThat(billing.order.capturesAsked).containsAll(told);
    }
}
