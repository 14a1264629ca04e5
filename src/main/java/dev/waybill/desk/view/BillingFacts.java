package dev.waybill.desk.view;

import dev.waybill.contract.Money;
import dev.waybill.contract.billing.BillingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What billing has published about an order: its stage for the newest revision, and the money.
 *
 * @param declined why the payment was last declined; null when it was not
 * @param releasing since when the payment has been released or the amount rejected; null when it is neither
 * @param invoice the newest invoice's number
 */
public record BillingFacts(
        int revision,
        Status stage,
        Instant since,
        @Nullable String declined,
        @Nullable Money authorized,
        @Nullable Money captured,
        @Nullable Money refunded,
        @Nullable String invoice,
        @Nullable Instant releasing) {

    static final BillingFacts NONE =
            new BillingFacts(0, Status.PLACED, Instant.EPOCH, null, null, null, null, null, null);

    boolean isReleasing() {
        return releasing != null;
    }

    BillingFacts with(BillingEvent event, Instant at) {
        BillingFacts now = event.revision() > revision ? revised(event.revision(), at) : this;
        return switch (event) {
            case BillingEvent.BillableAmountCalculated e -> now;
            case BillingEvent.BillableAmountVerified e -> now;
            case BillingEvent.BillableAmountRejected e -> now.releasing(at);
            case BillingEvent.InvoicePrepared e -> now.to(Status.INVOICED, at, e.revision());
            case BillingEvent.PaymentAuthorized e -> now.authorized(e, at);
            case BillingEvent.PaymentDeclined e -> now.declined(e, at);
            case BillingEvent.PaymentCaptured e -> now.captured(e, at);
            case BillingEvent.InvoiceIssued e ->
                new BillingFacts(
                        now.revision,
                        now.stage,
                        now.since,
                        now.declined,
                        now.authorized,
                        now.captured,
                        now.refunded,
                        e.number(),
                        now.releasing);
            case BillingEvent.PaymentReleased e -> now.releasing(at);
            case BillingEvent.PaymentRefunded e ->
                new BillingFacts(
                        now.revision,
                        now.stage,
                        now.since,
                        now.declined,
                        now.authorized,
                        now.captured,
                        e.amount(),
                        now.invoice,
                        now.releasing);
            case BillingEvent.CreditNoteIssued e -> now;
        };
    }

    private BillingFacts revised(int next, Instant at) {
        return new BillingFacts(next, Status.PLACED, at, declined, authorized, captured, refunded, invoice, releasing);
    }

    private BillingFacts to(Status next, Instant at, int answered) {
        return answered < revision
                ? this
                : new BillingFacts(revision, next, at, declined, authorized, captured, refunded, invoice, releasing);
    }

    private BillingFacts authorized(BillingEvent.PaymentAuthorized e, Instant at) {
        BillingFacts next = to(Status.AUTHORIZED, at, e.revision());
        return new BillingFacts(
                revision, next.stage, next.since, null, e.amount(), captured, refunded, invoice, releasing);
    }

    private BillingFacts declined(BillingEvent.PaymentDeclined e, Instant at) {
        BillingFacts next = to(Status.PAYMENT_DECLINED, at, e.revision());
        return new BillingFacts(
                revision, next.stage, next.since, e.reason(), authorized, captured, refunded, invoice, releasing);
    }

    private BillingFacts captured(BillingEvent.PaymentCaptured e, Instant at) {
        BillingFacts next = to(Status.PAID, at, e.revision());
        return new BillingFacts(
                revision, next.stage, next.since, declined, authorized, e.amount(), refunded, invoice, releasing);
    }

    private BillingFacts releasing(Instant at) {
        return new BillingFacts(
                revision,
                stage,
                since,
                declined,
                authorized,
                captured,
                refunded,
                invoice,
                releasing == null ? at : releasing);
    }
}
