package dev.waybill.billing.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a bill. Amounts are minor units; a requested call is an intent whose result follows. */
public sealed interface BillEvent {

    /** What the payment provider is asked to do with a payment. */
    sealed interface ProviderRequest extends BillEvent {

        /** The payment that it is about. */
        String paymentId();
    }

    /** The invoice is wanted, but billing's copy of the price list does not have its versions yet. */
    record InvoiceRequested(InvoiceRequest request) implements BillEvent {}

    /** What the order costs. */
    record BillableAmountCalculated(int revision, Draft draft) implements BillEvent {}

    /** It is what the customer agreed to, to the cent. */
    record BillableAmountVerified(int revision, long total) implements BillEvent {}

    /** It is not; nothing will be charged. */
    record BillableAmountRejected(int revision, long calculated, long quoted) implements BillEvent {}

    /** The invoice is drafted. */
    record InvoicePrepared(int revision, long total) implements BillEvent {}

    /**
     * The provider is to authorize the amount, with a capture in mind when an authorization has lapsed; again for a payment
     * that is still pending when a newer revision relies on it too.
     */
    record AuthorizationRequested(int revision, String paymentId, String method, long amount, boolean toCapture)
            implements ProviderRequest {}

    /** The customer has to confirm the payment at that URL. */
    record PaymentActionRequired(String paymentId, String url) implements BillEvent {}

    /** The amount is held until the authorization lapses. */
    record PaymentAuthorized(int revision, String paymentId, long amount, Instant expiresAt) implements BillEvent {}

    /** The provider will not authorize or capture. */
    record PaymentDeclined(int revision, String paymentId, String reason) implements BillEvent {}

    /** The provider is to collect the draft's total of what it holds. */
    record CaptureRequested(int revision, String paymentId, long amount) implements ProviderRequest {}

    /** The payment is to be collected as soon as an older capture is refunded: never two at once. */
    record CaptureDeferred(int revision, String paymentId) implements BillEvent {}

    /** The amount was collected. */
    record PaymentCaptured(int revision, String paymentId, long amount) implements BillEvent {}

    /** The invoice that the payment has paid has its number. */
    record InvoiceIssued(int revision, String paymentId, String number, List<BillLine> lines, long total, Instant at)
            implements BillEvent {}

    /** The provider is to release what it holds. */
    record VoidRequested(String paymentId) implements ProviderRequest {}

    /** The provider holds nothing any more. */
    record PaymentVoided(String paymentId) implements BillEvent {}

    /** Nothing is to be charged, for good. */
    record ReleaseRequested(int revision, String reason) implements BillEvent {}

    /** The provider is to refund what it collected. */
    record RefundRequested(String paymentId, long amount) implements ProviderRequest {}

    /** The money was refunded. */
    record PaymentRefunded(int revision, String paymentId, long amount) implements BillEvent {}

    /** The invoice is voided. */
    record CreditNoteIssued(int revision, String number, String invoiceNumber, long total, Instant at)
            implements BillEvent {}

    /** Nothing is held or charged any more. */
    record PaymentReleased(int revision) implements BillEvent {}

    /** What order asked to be invoiced, in the versions that it promised to the customer. */
    record InvoiceRequest(
            String orderId,
            int revision,
            List<RequestedLine> lines,
            @Nullable String discountCode,
            long discountVersion,
            long tariffVersion,
            String country,
            @Nullable Long quotedTotal) {}

    /** Pieces of a SKU at a version of its price. */
    record RequestedLine(String sku, int quantity, long priceVersion) {}
}
