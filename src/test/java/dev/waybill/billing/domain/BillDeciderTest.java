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
import dev.waybill.billing.domain.BillEvent.AuthorizationRequested;
import dev.waybill.billing.domain.BillEvent.BillableAmountCalculated;
import dev.waybill.billing.domain.BillEvent.BillableAmountRejected;
import dev.waybill.billing.domain.BillEvent.BillableAmountVerified;
import dev.waybill.billing.domain.BillEvent.CaptureDeferred;
import dev.waybill.billing.domain.BillEvent.CaptureRequested;
import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.BillEvent.InvoicePrepared;
import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.BillEvent.InvoiceRequested;
import dev.waybill.billing.domain.BillEvent.PaymentActionRequired;
import dev.waybill.billing.domain.BillEvent.PaymentAuthorized;
import dev.waybill.billing.domain.BillEvent.PaymentCaptured;
import dev.waybill.billing.domain.BillEvent.PaymentDeclined;
import dev.waybill.billing.domain.BillEvent.PaymentRefunded;
import dev.waybill.billing.domain.BillEvent.PaymentReleased;
import dev.waybill.billing.domain.BillEvent.PaymentVoided;
import dev.waybill.billing.domain.BillEvent.RefundRequested;
import dev.waybill.billing.domain.BillEvent.ReleaseRequested;
import dev.waybill.billing.domain.BillEvent.VoidRequested;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.platform.eventstore.testkit.DeciderTest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillDeciderTest extends DeciderTest<Bill, BillCommand, BillEvent> {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(7 * 86_400);
    private static final List<BillLine> LINES = List.of(new BillLine("LAMP", 1, 10_000));
    private static final Draft DRAFT = new Draft(LINES, "EUR", "DE", new Amounts(10_000, 0, 0, 1_900, 11_900));

    private static final Prepare PREPARE = new Prepare(request(1, null), DRAFT);
    private static final Authorize AUTHORIZE = new Authorize("o", 1, "visa", NOW);
    private static final Capture CAPTURE = new Capture("o", 1, NOW);
    private static final RecordAuthorized AUTHORIZED = new RecordAuthorized("o-1", LATER);
    private static final RecordCaptured CAPTURED = new RecordCaptured("o-1", "INV-000001", NOW);

    BillDeciderTest() {
        super(Bills.DECIDER);
    }

    private static InvoiceRequest request(int revision, @Nullable Long quoted) {
        return new InvoiceRequest("o", revision, List.of(), null, 0, 1, "DE", quoted);
    }

    private Given drafted() {
        return given().and(PREPARE);
    }

    private Given authorizing() {
        return drafted().and(AUTHORIZE);
    }

    private Given authorized() {
        return authorizing().and(AUTHORIZED);
    }

    private Given captured() {
        return authorized().and(CAPTURE).and(CAPTURED);
    }

    @Test
    void draftsAnAmountThatWasNotQuoted() {
        given().when(PREPARE)
                .then(
                        new BillableAmountCalculated(1, DRAFT),
                        new BillableAmountVerified(1, 11_900),
                        new InvoicePrepared(1, 11_900));
    }

    @Test
    void verifiesTheQuotedAmountToTheCent() {
        given().when(new Prepare(request(1, 11_900L), DRAFT))
                .then(
                        new BillableAmountCalculated(1, DRAFT),
                        new BillableAmountVerified(1, 11_900),
                        new InvoicePrepared(1, 11_900));
        given().when(new Prepare(request(1, 11_899L), DRAFT))
                .then(new BillableAmountCalculated(1, DRAFT), new BillableAmountRejected(1, 11_900, 11_899));
    }

    @Test
    void chargesNothingAfterARejectedAmount() {
        given().and(new Prepare(request(1, 1L), DRAFT)).when(AUTHORIZE).thenNothing();
    }

    @Test
    void draftsLaterWhatWaitedForPrices() {
        given().when(new AwaitPrices(request(1, null))).then(new InvoiceRequested(request(1, null)));
        assertThat(given().and(new AwaitPrices(request(1, null))).when(PREPARE).events())
                .contains(new InvoicePrepared(1, 11_900));
    }

    @Test
    void isNotDraftedAtAnOlderRevision() {
        given().and(new Prepare(request(2, null), DRAFT)).when(PREPARE).thenNothing();
        given().and(new Prepare(request(2, null), DRAFT))
                .when(new AwaitPrices(request(1, null)))
                .thenNothing();
    }

    @Test
    void asksTheProviderForTheDraftedTotal() {
        drafted().when(AUTHORIZE).then(new AuthorizationRequested(1, "o-1", "visa", 11_900, false));
    }

    @Test
    void authorizesNothingWithoutADraft() {
        given().when(AUTHORIZE).thenNothing();
    }

    @Test
    void doesNotAskTwiceWhileTheProviderIsBeingAsked() {
        authorizing().when(AUTHORIZE).thenNothing();
    }

    @Test
    void recordsWhatTheProviderAnswers() {
        authorizing().when(AUTHORIZED).then(new PaymentAuthorized(1, "o-1", 11_900, LATER));
        authorizing()
                .when(new RecordDeclined("o-1", "card_declined"))
                .then(new PaymentDeclined(1, "o-1", "card_declined"));
        authorizing()
                .when(new RecordActionRequired("o-1", "https://bank"))
                .then(new PaymentActionRequired("o-1", "https://bank"));
        authorizing()
                .and(new RecordActionRequired("o-1", "https://bank"))
                .when(AUTHORIZED)
                .then(new PaymentAuthorized(1, "o-1", 11_900, LATER));
    }

    @Test
    void recordsEachAnswerOnce() {
        authorized().when(AUTHORIZED).thenNothing();
        authorized().when(new RecordDeclined("o-1", "x")).thenNothing();
        captured().when(CAPTURED).thenNothing();
        drafted().when(AUTHORIZED).thenNothing();
    }

    @Test
    void keepsASufficientAuthorizationAtTheNextRevision() {
        authorized()
                .and(new Prepare(request(2, null), DRAFT))
                .when(new Authorize("o", 2, "visa", NOW))
                .then(new PaymentAuthorized(2, "o-1", 11_900, LATER));
    }

    @Test
    void obtainsTheNewAuthorizationBeforeTheOldIsVoided() {
        authorized()
                .when(new Authorize("o", 2, "other", NOW))
                .then(new AuthorizationRequested(2, "o-2", "other", 11_900, false));
        authorized()
                .and(new Authorize("o", 2, "other", NOW))
                .when(new RecordAuthorized("o-2", LATER))
                .then(new PaymentAuthorized(2, "o-2", 11_900, LATER), new VoidRequested("o-1"));
    }

    @Test
    void voidsAnAuthorizationThatCameTooLate() {
        authorizing()
                .and(new Authorize("o", 2, "other", NOW))
                .when(AUTHORIZED)
                .then(new PaymentAuthorized(0, "o-1", 11_900, LATER), new VoidRequested("o-1"));
    }

    @Test
    void capturesWhatIsAuthorized() {
        authorized().when(CAPTURE).then(new CaptureRequested(1, "o-1", 11_900));
        authorized()
                .and(CAPTURE)
                .when(CAPTURED)
                .then(
                        new PaymentCaptured(1, "o-1", 11_900),
                        new InvoiceIssued(1, "o-1", "INV-000001", LINES, 11_900, NOW));
    }

    @Test
    void answersAgainWhatIsCapturedAlready() {
        captured().when(new Capture("o", 2, NOW)).then(new PaymentCaptured(2, "o-1", 11_900));
    }

    @Test
    void capturesNothingThatIsNotAuthorized() {
        drafted().when(CAPTURE).then(new PaymentDeclined(1, "", "nothing was authorized"));
        authorizing().when(CAPTURE).thenNothing();
    }

    @Test
    void renewsAnAuthorizationThatHasLapsedAndThenCaptures() {
        authorized()
                .when(new Capture("o", 1, LATER))
                .then(new VoidRequested("o-1"), new AuthorizationRequested(1, "o-2", "visa", 11_900, true));
        authorized()
                .and(new Capture("o", 1, LATER))
                .when(new RecordAuthorized("o-2", LATER.plusSeconds(1)))
                .then(
                        new PaymentAuthorized(1, "o-2", 11_900, LATER.plusSeconds(1)),
                        new CaptureRequested(1, "o-2", 11_900));
    }

    @Test
    void takesARefusedCaptureForADecline() {
        authorized()
                .and(CAPTURE)
                .when(new RecordCaptureDeclined("o-1", "refused"))
                .then(new PaymentDeclined(1, "o-1", "refused"), new VoidRequested("o-1"));
        authorized()
                .and(CAPTURE)
                .and(new RecordCaptureDeclined("o-1", "refused"))
                .when(new Authorize("o", 2, "other", NOW))
                .then(new AuthorizationRequested(2, "o-2", "other", 11_900, false));
    }

    @Test
    void answersAReleaseThatHasNothingToRelease() {
        given().when(new Release(1, "why")).then(new ReleaseRequested(1, "why"), new PaymentReleased(1));
        drafted().when(new Release(1, "why")).then(new ReleaseRequested(1, "why"), new PaymentReleased(1));
        drafted().and(new Release(1, "why")).when(new Release(1, "why")).then(new PaymentReleased(1));
    }

    @Test
    void undoesWhatArrivesAfterARelease() {
        given().and(new Release(1, "why")).when(PREPARE).thenNothing();
        given().and(new Release(1, "why")).when(AUTHORIZE).thenNothing();
        given().and(new Release(1, "why")).when(CAPTURE).thenNothing();
    }

    @Test
    void releasesAnAuthorizationByVoidingIt() {
        authorized().when(new Release(1, "why")).then(new ReleaseRequested(1, "why"), new VoidRequested("o-1"));
        authorized()
                .and(new Release(1, "why"))
                .when(new RecordVoided("o-1"))
                .then(new PaymentVoided("o-1"), new PaymentReleased(1));
    }

    @Test
    void undoesAnAuthorizationThatWasInFlightAtTheRelease() {
        authorizing().when(new Release(1, "why")).then(new ReleaseRequested(1, "why"));
        authorizing()
                .and(new Release(1, "why"))
                .when(AUTHORIZED)
                .then(new PaymentAuthorized(0, "o-1", 11_900, LATER), new VoidRequested("o-1"));
        authorizing()
                .and(new Release(1, "why"))
                .when(new RecordDeclined("o-1", "no"))
                .then(new PaymentDeclined(0, "o-1", "no"), new PaymentReleased(1));
    }

    @Test
    void refundsACaptureWithACreditNote() {
        captured().when(new Release(1, "why")).then(new ReleaseRequested(1, "why"), new RefundRequested("o-1", 11_900));
        captured()
                .and(new Release(1, "why"))
                .when(new RecordRefunded("o-1", "CN-000001", NOW))
                .then(
                        new PaymentRefunded(1, "o-1", 11_900),
                        new CreditNoteIssued(1, "CN-000001", "INV-000001", 11_900, NOW),
                        new PaymentReleased(1));
    }

    @Test
    void refundsACaptureThatWasInFlightAtTheRelease() {
        authorized()
                .and(CAPTURE)
                .and(new Release(1, "why"))
                .when(CAPTURED)
                .then(
                        new PaymentCaptured(0, "o-1", 11_900),
                        new InvoiceIssued(0, "o-1", "INV-000001", LINES, 11_900, NOW),
                        new RefundRequested("o-1", 11_900));
    }

    @Test
    void knowsWhatWasCapturedAndWhatWasRefunded() {
        var state = captured()
                .and(new Release(1, "why"))
                .when(new RecordRefunded("o-1", "CN-000001", NOW))
                .state();

        assertThat(state.captured()).isEqualTo(11_900);
        assertThat(state.refunded()).isEqualTo(11_900);
    }

    private static final Draft SMALLER = draft(5_000, 950);
    private static final Draft LARGER = draft(20_000, 3_800);

    private static Draft draft(long goods, long tax) {
        return new Draft(
                List.of(new BillLine("LAMP", 1, goods)), "EUR", "DE", new Amounts(goods, 0, 0, tax, goods + tax));
    }

    private static Prepare changed(Draft draft) {
        return new Prepare(request(2, null), draft);
    }

    private static final Authorize AUTHORIZE_2 = new Authorize("o", 2, "visa", NOW);
    private static final Capture CAPTURE_2 = new Capture("o", 2, NOW);

    @Test
    void keepsAnAuthorizationThatIsLargerThanNeededAndCollectsNoMore() {
        authorized().and(changed(SMALLER)).when(AUTHORIZE_2).then(new PaymentAuthorized(2, "o-1", 11_900, LATER));
        authorized().and(changed(SMALLER)).and(AUTHORIZE_2).when(CAPTURE_2).then(new CaptureRequested(2, "o-1", 5_950));
    }

    @Test
    void obtainsALargerAuthorizationBeforeTheSmallerIsVoided() {
        authorized()
                .and(changed(LARGER))
                .when(AUTHORIZE_2)
                .then(new AuthorizationRequested(2, "o-2", "visa", 23_800, false));
        authorized()
                .and(changed(LARGER))
                .and(AUTHORIZE_2)
                .when(new RecordAuthorized("o-2", LATER))
                .then(new PaymentAuthorized(2, "o-2", 23_800, LATER), new VoidRequested("o-1"));
    }

    @Test
    void keepsTheSmallerAuthorizationWhileTheLargerIsDeclined() {
        authorized()
                .and(changed(LARGER))
                .and(AUTHORIZE_2)
                .when(new RecordDeclined("o-2", "insufficient_funds"))
                .then(new PaymentDeclined(2, "o-2", "insufficient_funds"));
    }

    @Test
    void waitsAtTheNextRevisionForAnAuthorizationThatIsInFlightAndSuffices() {
        authorizing()
                .and(changed(SMALLER))
                .when(AUTHORIZE_2)
                .then(new AuthorizationRequested(2, "o-1", "visa", 11_900, false));
        authorizing()
                .and(changed(SMALLER))
                .and(AUTHORIZE_2)
                .when(AUTHORIZED)
                .then(new PaymentAuthorized(2, "o-1", 11_900, LATER));
    }

    @Test
    void answersACaptureThatAChangeOvertookWithTheRevisionThatAskedForIt() {
        var captured = authorized().and(CAPTURE).and(changed(LARGER)).when(CAPTURED);

        captured.then(
                new PaymentCaptured(1, "o-1", 11_900), new InvoiceIssued(1, "o-1", "INV-000001", LINES, 11_900, NOW));
    }

    @Test
    void keepsWhatWasCapturedForAnInvoiceThatDidNotChange() {
        captured()
                .and(new Prepare(request(2, null), DRAFT))
                .when(AUTHORIZE_2)
                .then(new PaymentAuthorized(2, "o-1", 11_900, LATER));
        captured()
                .and(new Prepare(request(2, null), DRAFT))
                .and(AUTHORIZE_2)
                .when(CAPTURE_2)
                .then(new PaymentCaptured(2, "o-1", 11_900));
    }

    @Test
    void refundsAnOlderCaptureBeforeTheNewOneIsMade() {
        var replaced = captured().and(changed(LARGER)).and(AUTHORIZE_2).and(new RecordAuthorized("o-2", LATER));

        replaced.when(CAPTURE_2).then(new CaptureDeferred(2, "o-2"), new RefundRequested("o-1", 11_900));
        captured()
                .and(changed(LARGER))
                .and(AUTHORIZE_2)
                .and(new RecordAuthorized("o-2", LATER))
                .and(CAPTURE_2)
                .when(new RecordRefunded("o-1", "CN-000001", NOW))
                .then(
                        new PaymentRefunded(2, "o-1", 11_900),
                        new CreditNoteIssued(2, "CN-000001", "INV-000001", 11_900, NOW),
                        new CaptureRequested(2, "o-2", 23_800));
    }

    @Test
    void waitsForACaptureThatIsStillInFlightAndRefundsItFirst() {
        var replaced = authorized()
                .and(CAPTURE)
                .and(changed(LARGER))
                .and(AUTHORIZE_2)
                .and(new RecordAuthorized("o-2", LATER))
                .and(CAPTURE_2);

        replaced.when(CAPTURED)
                .then(
                        new PaymentCaptured(0, "o-1", 11_900),
                        new InvoiceIssued(0, "o-1", "INV-000001", LINES, 11_900, NOW),
                        new RefundRequested("o-1", 11_900));
        replaced.when(new RecordCaptureDeclined("o-1", "refused"))
                .then(
                        new PaymentDeclined(0, "o-1", "refused"),
                        new VoidRequested("o-1"),
                        new CaptureRequested(2, "o-2", 23_800));
    }

    @Test
    void releasesAllThatAChangeHadReached() {
        captured()
                .and(changed(LARGER))
                .and(AUTHORIZE_2)
                .and(new RecordAuthorized("o-2", LATER))
                .when(new Release(2, "why"))
                .then(new ReleaseRequested(2, "why"), new RefundRequested("o-1", 11_900), new VoidRequested("o-2"));
    }

    @Test
    void voidsWhatTheCustomerWouldConfirmInVain() {
        var asked = new RecordActionRequired("o-1", "https://bank");

        authorizing()
                .and(new Release(1, "why"))
                .when(asked)
                .then(new PaymentActionRequired("o-1", "https://bank"), new VoidRequested("o-1"));
        authorizing()
                .and(new Release(1, "why"))
                .and(asked)
                .when(new RecordVoided("o-1"))
                .then(new PaymentVoided("o-1"), new PaymentReleased(1));
        authorizing()
                .and(new Authorize("o", 2, "other", NOW))
                .and(new RecordAuthorized("o-2", LATER))
                .when(asked)
                .then(new PaymentActionRequired("o-1", "https://bank"), new VoidRequested("o-1"));
    }

    @Test
    void collectsNothingForAnInvoiceThatWaitsForPrices() {
        authorized()
                .and(new Capture("o", 1, LATER))
                .and(new AwaitPrices(request(2, null)))
                .when(new RecordAuthorized("o-2", LATER.plusSeconds(1)))
                .then(new PaymentAuthorized(1, "o-2", 11_900, LATER.plusSeconds(1)));
    }

    @Test
    void refundsAnOlderCaptureAlsoWhenTheNewAuthorizationHadLapsed() {
        var later = LATER.plusSeconds(1);
        var renewed = captured()
                .and(changed(LARGER))
                .and(AUTHORIZE_2)
                .and(new RecordAuthorized("o-2", LATER))
                .and(new Capture("o", 2, LATER));

        renewed.when(new RecordAuthorized("o-3", later))
                .then(
                        new PaymentAuthorized(2, "o-3", 23_800, later),
                        new CaptureDeferred(2, "o-3"),
                        new RefundRequested("o-1", 11_900));
        renewed.and(new RecordAuthorized("o-3", later))
                .when(new RecordRefunded("o-1", "CN-000001", NOW))
                .then(
                        new PaymentRefunded(2, "o-1", 11_900),
                        new CreditNoteIssued(2, "CN-000001", "INV-000001", 11_900, NOW),
                        new CaptureRequested(2, "o-3", 23_800));
    }

    private static final Draft FREE = new Draft(LINES, "EUR", "DE", new Amounts(10_000, 10_000, 0, 0, 0));

    private Given freelyAuthorized() {
        return given().and(new Prepare(request(1, null), FREE))
                .and(new Authorize("o", 1, "expired", NOW))
                .and(new RecordAuthorized("o-1", NOW));
    }

    @Test
    void aPaymentOfNothingNeverLapses() {
        freelyAuthorized().when(new Capture("o", 1, LATER)).then(new CaptureRequested(1, "o-1", 0));
    }

    @Test
    void aPaymentOfNothingCoversNothingWhateverTheMethod() {
        freelyAuthorized()
                .and(new Prepare(request(2, null), FREE))
                .when(new Authorize("o", 2, "another", NOW))
                .then(new PaymentAuthorized(2, "o-1", 0, NOW));
    }

    @Test
    void voidsWhatIsHeldWhenTheTotalBecomesNothing() {
        authorized()
                .and(new Prepare(request(2, null), FREE))
                .when(new Authorize("o", 2, "visa", NOW))
                .then(new AuthorizationRequested(2, "o-2", "visa", 0, false));
        authorized()
                .and(new Prepare(request(2, null), FREE))
                .and(new Authorize("o", 2, "visa", NOW))
                .when(new RecordAuthorized("o-2", NOW))
                .then(new PaymentAuthorized(2, "o-2", 0, NOW), new VoidRequested("o-1"));
    }

    @Test
    void asksTheProviderWhenTheTotalIsNoLongerNothing() {
        freelyAuthorized()
                .and(new Prepare(request(2, null), DRAFT))
                .when(new Authorize("o", 2, "expired", NOW))
                .then(new AuthorizationRequested(2, "o-2", "expired", 11_900, false));
    }
}
