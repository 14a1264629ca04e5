package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillEvent.AuthorizationRequested;
import dev.waybill.billing.domain.BillEvent.BillableAmountCalculated;
import dev.waybill.billing.domain.BillEvent.BillableAmountRejected;
import dev.waybill.billing.domain.BillEvent.BillableAmountVerified;
import dev.waybill.billing.domain.BillEvent.CaptureDeferred;
import dev.waybill.billing.domain.BillEvent.CaptureRequested;
import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.BillEvent.InvoicePrepared;
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
import dev.waybill.billing.domain.Payment.Status;
import java.time.Instant;

/** How a bill evolves. */
public final class BillEvolution {

    private BillEvolution() {}

    /** The bill after an event. */
    public static Bill evolve(Bill bill, BillEvent event) {
        return switch (event) {
            case InvoiceRequested(var request) -> bill.awaiting(request);
            case BillableAmountCalculated(var revision, var draft) -> bill.drafted(revision, draft);
            case BillableAmountVerified verified -> bill;
            case BillableAmountRejected rejected -> bill.rejecting();
            case InvoicePrepared prepared -> bill;
            case AuthorizationRequested(var revision, var id, var method, var amount, var toCapture) ->
                bill.with(Payment.requested(id, method, amount, revision)).relyingOn(revision, id, toCapture);
            case PaymentActionRequired(var id, var url) ->
                bill.change(id, payment -> payment.noting(Status.ACTION_REQUIRED, url));
            case PaymentAuthorized(var revision, var id, var amount, var expiresAt) ->
                bill.change(id, payment -> authorized(payment, revision, expiresAt));
            case PaymentDeclined(var revision, var id, var reason) ->
                bill.change(id, payment -> payment.noting(Status.DECLINED, reason));
            case CaptureRequested(var revision, var id, var amount) ->
                bill.change(id, payment -> payment.collecting(bill.draft()).reliedOnAt(revision))
                        .relyingOn(revision, id, false);
            case CaptureDeferred(var revision, var id) ->
                bill.change(id, payment -> payment.reliedOnAt(revision)).relyingOn(revision, id, true);
            case PaymentCaptured(var revision, var id, var amount) ->
                bill.change(id, payment -> payment.at(Status.CAPTURED));
            case InvoiceIssued issued ->
                bill.change(issued.paymentId(), payment -> payment.invoicedAs(issued.number()))
                        .invoiced(issued);
            case VoidRequested(var id) -> bill.change(id, payment -> payment.at(Status.VOIDING));
            case PaymentVoided(var id) -> bill.change(id, payment -> payment.at(Status.VOIDED));
            case ReleaseRequested(var revision, var reason) -> bill.releasing(revision);
            case RefundRequested(var id, var amount) -> bill.change(id, payment -> payment.at(Status.REFUNDING));
            case PaymentRefunded(var revision, var id, var amount) ->
                bill.change(id, payment -> payment.at(Status.REFUNDED));
            case CreditNoteIssued issued -> bill.credited(issued);
            case PaymentReleased released -> bill;
        };
    }

    /** A payment that is kept for a newer revision may be further: the older one may have requested its capture. */
    private static Payment authorized(Payment payment, int revision, Instant expiresAt) {
        return payment.status().holdsMoney()
                ? payment
                : payment.authorizedUntil(expiresAt).reliedOnAt(revision);
    }
}
