package dev.waybill.billing.domain;

import static dev.waybill.billing.domain.Account.AUTHORIZED;
import static dev.waybill.billing.domain.Account.CAPTURED;
import static dev.waybill.billing.domain.Account.HELD;
import static dev.waybill.billing.domain.Account.RECEIVABLE;
import static dev.waybill.billing.domain.Account.REFUNDED;
import static dev.waybill.billing.domain.Account.REVENUE;
import static dev.waybill.billing.domain.Account.VAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.billing.application.Bills;
import dev.waybill.billing.domain.BillEvent.AuthorizationRequested;
import dev.waybill.billing.domain.BillEvent.BillableAmountCalculated;
import dev.waybill.billing.domain.BillEvent.CaptureRequested;
import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.BillEvent.PaymentActionRequired;
import dev.waybill.billing.domain.BillEvent.PaymentAuthorized;
import dev.waybill.billing.domain.BillEvent.PaymentCaptured;
import dev.waybill.billing.domain.BillEvent.PaymentDeclined;
import dev.waybill.billing.domain.BillEvent.PaymentRefunded;
import dev.waybill.billing.domain.BillEvent.PaymentVoided;
import dev.waybill.billing.domain.BillEvent.RefundRequested;
import dev.waybill.billing.domain.BillEvent.VoidRequested;
import dev.waybill.contract.amounts.Amounts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The postings of each event of a bill. */
class LedgerTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final BillEvent DRAFTED = drafted(new Amounts(10_000, 0, 0, 1_900, 11_900));
    private static final BillEvent ASKED = new AuthorizationRequested(1, "o-1", "visa", 15_000, false);
    private static final BillEvent AUTHORIZATION = new PaymentAuthorized(1, "o-1", 15_000, NOW.plusSeconds(60));
    private static final BillEvent COLLECTING = new CaptureRequested(1, "o-1", 11_900);
    private static final BillEvent CAPTURE = new PaymentCaptured(1, "o-1", 11_900);
    private static final BillEvent INVOICE = new InvoiceIssued(1, "o-1", "INV-1", List.of(), 11_900, NOW);

    private static BillEvent drafted(Amounts amounts) {
        return new BillableAmountCalculated(1, new Draft(List.of(), "EUR", "DE", amounts));
    }

    private static Bill given(BillEvent... history) {
        return Bills.DECIDER.replay(Bill.NONE, List.of(history));
    }

    @Test
    void anAuthorizationIsHeld() {
        assertThat(Ledger.of(given(DRAFTED, ASKED), AUTHORIZATION))
                .containsExactly(new Posting(AUTHORIZED, HELD, 15_000, "o-1"));
        assertThat(Ledger.of(given(DRAFTED, ASKED, new PaymentActionRequired("o-1", "https://bank")), AUTHORIZATION))
                .containsExactly(new Posting(AUTHORIZED, HELD, 15_000, "o-1"));
    }

    @Test
    void anAuthorizationThatIsKeptForANewerRevisionIsHeldOnce() {
        assertThat(Ledger.of(given(DRAFTED, ASKED, AUTHORIZATION), AUTHORIZATION))
                .isEmpty();
        assertThat(Ledger.of(given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING, CAPTURE, INVOICE), AUTHORIZATION))
                .isEmpty();
    }

    @Test
    void aCapturePostsWhatIsCollectedAndReleasesAllThatWasHeld() {
        assertThat(Ledger.of(given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING), CAPTURE))
                .containsExactly(
                        new Posting(HELD, AUTHORIZED, 15_000, "o-1"), new Posting(CAPTURED, RECEIVABLE, 11_900, "o-1"));
    }

    @Test
    void aRepeatedCaptureMovesNothing() {
        assertThat(Ledger.of(given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING, CAPTURE, INVOICE), CAPTURE))
                .isEmpty();
    }

    @Test
    void anInvoiceIsRevenueAndVat() {
        assertThat(Ledger.of(given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING, CAPTURE), INVOICE))
                .containsExactly(
                        new Posting(RECEIVABLE, REVENUE, 10_000, "INV-1"),
                        new Posting(RECEIVABLE, VAT, 1_900, "INV-1"));
    }

    @Test
    void anInvoiceSplitsAsTheDraftThatWasCollectedAndNotAsALaterOne() {
        var later = drafted(new Amounts(10_000, 0, 0, 2_000, 12_000));

        assertThat(Ledger.of(given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING, later, CAPTURE), INVOICE))
                .contains(new Posting(RECEIVABLE, VAT, 1_900, "INV-1"));
    }

    @Test
    void whereThereIsNoVatNoneIsPosted() {
        var untaxed = drafted(new Amounts(11_900, 0, 0, 0, 11_900));

        assertThat(Ledger.of(given(untaxed, ASKED, AUTHORIZATION, COLLECTING, CAPTURE), INVOICE))
                .containsExactly(new Posting(RECEIVABLE, REVENUE, 11_900, "INV-1"));
    }

    @Test
    void aRefundAndItsCreditNoteReverseCaptureAndInvoice() {
        var refunding =
                given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING, CAPTURE, INVOICE, new RefundRequested("o-1", 11_900));

        assertThat(Ledger.of(refunding, new PaymentRefunded(1, "o-1", 11_900)))
                .containsExactly(new Posting(RECEIVABLE, REFUNDED, 11_900, "o-1"));
        assertThat(Ledger.of(refunding, new CreditNoteIssued(1, "CN-1", "INV-1", 11_900, NOW)))
                .containsExactly(
                        new Posting(REVENUE, RECEIVABLE, 10_000, "CN-1"), new Posting(VAT, RECEIVABLE, 1_900, "CN-1"));
    }

    @Test
    void aVoidedPaymentIsReleasedIfItWasHeld() {
        var toVoid = new VoidRequested("o-1");

        assertThat(Ledger.of(given(DRAFTED, ASKED, AUTHORIZATION, toVoid), new PaymentVoided("o-1")))
                .containsExactly(new Posting(HELD, AUTHORIZED, 15_000, "o-1"));
        assertThat(Ledger.of(
                        given(DRAFTED, ASKED, new PaymentActionRequired("o-1", "https://bank"), toVoid),
                        new PaymentVoided("o-1")))
                .isEmpty();
    }

    @Test
    void aRefusedCaptureIsHeldUntilItIsVoided() {
        var declined = new PaymentDeclined(1, "o-1", "refused");
        var refused = given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING);

        assertThat(Ledger.of(refused, declined)).isEmpty();
        assertThat(Ledger.of(
                        given(DRAFTED, ASKED, AUTHORIZATION, COLLECTING, declined, new VoidRequested("o-1")),
                        new PaymentVoided("o-1")))
                .containsExactly(new Posting(HELD, AUTHORIZED, 15_000, "o-1"));
    }

    @Test
    void whatMovesNothingIsNoPosting() {
        assertThatThrownBy(() -> new Posting(REVENUE, REVENUE, 1, "INV-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Posting(RECEIVABLE, REVENUE, 0, "INV-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Posting(RECEIVABLE, REVENUE, -1, "INV-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Posting(RECEIVABLE, REVENUE, 1, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
