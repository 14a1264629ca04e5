package dev.waybill.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.billing.application.Bills;
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
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** A bill under every interleaving of what its order asks and what the payment provider answers. */
class BillDeciderPropertiesTest {

    private static final int TRIES = 5_000;

    /** For what only a rare history shows. */
    private static final int MANY_TRIES = 20_000;

    @Provide
    Arbitrary<List<BillHistories.Step>> histories() {
        return BillHistories.all();
    }

    private static final BillingModel.Watch UNWATCHED = (command, events, after) -> {};

    private static BillingModel after(List<BillHistories.Step> history, BillingModel.Watch watch) {
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
    void whatTheProviderRetainsIsWhatIsInvoicedAndNotCredited(@ForAll("histories") List<BillHistories.Step> history) {
        var billing = new BillingModel(UNWATCHED);
        for (BillHistories.Step step : history) {
            step.happenIn(billing);
            assertBalanced(billing);
        }
        assertThat(billing.comesToRest()).isTrue();
        assertThat(unrecorded(billing)).isZero();
        assertBalanced(billing);
    }

    private static void assertBalanced(BillingModel billing) {
        Bill bill = billing.bill();
        assertThat(invoiced(bill) - credited(bill))
                .as("invoiced - credited")
                .isEqualTo(bill.captured() - bill.refunded())
                .isEqualTo(billing.provider.retained() - unrecorded(billing));
    }

    /** What the provider has collected, or refunded, and the bill has not recorded yet. */
    private static long unrecorded(BillingModel billing) {
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
    void nothingIsCollectedTwice(@ForAll("histories") List<BillHistories.Step> history) {
        var billing = new BillingModel(UNWATCHED);
        for (BillHistories.Step step : history) {
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

    /** All that the order asks is answered, unless the customer or the bank still has to decide. */
    @Property(tries = MANY_TRIES)
    void everyRequestIsAnsweredAndAPaidOrderHasPaidItsTotalOnce(@ForAll("histories") List<BillHistories.Step> history) {
        var billing = after(history, UNWATCHED);

        switch (billing.order.awaits()) {
            case AUTHORIZATION ->
                assertThat(billing.provider.asks(billing.bill().current()))
                        .as("the customer or the bank still has to decide on the payment")
                        .isTrue();
            case CAPTURE ->
                assertThat(billing.provider.asks(billing.bill().current()))
                        .as("the customer or the bank still has to decide on the renewed payment")
                        .isTrue();
            case NOTHING_BUT_THE_PARCEL -> {
                assertThat(billing.provider.retained()).isEqualTo(billing.order.total());
                assertThat(billing.provider.open()).as("held besides").isEmpty();
            }
            case INVOICE, STOCK, RELEASE ->
                assertThat(billing.order.awaits())
                        .as("what the order still awaits")
                        .isNull();
            case ANOTHER_METHOD, NOTHING -> assertThat(unrecorded(billing)).isZero();
        }
    }

    @Property(tries = TRIES)
    void nothingIsCollectedOrHeldForAReleasedOrder(@ForAll("histories") List<BillHistories.Step> history) {
        var billing = new BillingModel(UNWATCHED);
        history.forEach(step -> step.happenIn(billing));
        billing.order.cancel();
        assertThat(billing.comesToRest()).isTrue();
        assertThat(billing.order.awaits()).isEqualTo(Awaits.NOTHING);
        assertThat(billing.provider.retained()).as("retained").isZero();
        assertThat(billing.provider.open()).as("held").isEmpty();
    }

    @Property(tries = TRIES)
    void aReleaseIsAnsweredOnlyWhenNothingIsHeldAndNothingIsAskedForAfterwards(
            @ForAll("histories") List<BillHistories.Step> history) {
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

    /** The inbox lets an older message through only when it is of an older revision; results may come at any time. */
    @Property(tries = TRIES)
    void aRepeatedMessageChangesNothing(@ForAll("histories") List<BillHistories.Step> history) {
        var received = new LinkedHashSet<BillCommand>();
        after(history, (command, events, bill) -> {
            received.add(command);
            assertThat(Bills.DECIDER.replay(bill, Bills.DECIDER.decide().apply(bill, command)))
                    .as("after %s again", command)
                    .isEqualTo(bill);
            received.stream()
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

    /** An event that no history reaches would be checked by no property. */
    @Property(tries = TRIES)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void historiesReachAllThatCanHappen(@ForAll("histories") List<BillHistories.Step> history) {
        var happened = new LinkedHashSet<Class<?>>();
        after(history, (command, events, bill) -> events.forEach(event -> happened.add(event.getClass())));
        happened.forEach(Statistics::collect);

        Statistics.coverage(reached -> {
            for (String event : Bills.EVENT_TYPES.names()) {
                reached.check(Bills.EVENT_TYPES.classOf(event)).count(times -> times >= 20);
            }
        });
    }

    @Property(tries = MANY_TRIES)
    void receivesNoCaptureThatItDidNotAskFor(@ForAll("histories") List<BillHistories.Step> history) {
        var captures = new ArrayList<Integer>();
        var billing = after(
                history,
                (command, events, bill) -> events.forEach(event -> {
                    if (event instanceof PaymentCaptured captured && captured.revision() > 0) {
                        captures.add(captured.revision());
                    }
                }));

        assertThat(billing.order.capturesAsked).containsAll(captures);
    }
}
