package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import java.time.Instant;

/** What the order now needs of its bill, and what the payment provider answered. */
public sealed interface BillCommand {

    /** Draft the invoice; {@code draft} is calculated from billing's own price list. */
    record Prepare(InvoiceRequest request, Draft draft) implements BillCommand {}

    /** Draft the invoice as soon as the price list has the versions that it names. */
    record AwaitPrices(InvoiceRequest request) implements BillCommand {}

    /** Have the drafted total authorized with that method. */
    record Authorize(String orderId, int revision, String method, Instant now) implements BillCommand {}

    /** Collect the drafted total. */
    record Capture(String orderId, int revision, Instant now) implements BillCommand {}

    /** Charge nothing: void, refund, and undo what arrives later. */
    record Release(int revision, String reason) implements BillCommand {}

    /** The provider holds the amount. */
    record RecordAuthorized(String paymentId, Instant expiresAt) implements BillCommand {}

    /** The customer has to confirm first. */
    record RecordActionRequired(String paymentId, String url) implements BillCommand {}

    /** The provider declined to authorize. */
    record RecordDeclined(String paymentId, String reason) implements BillCommand {}

    /** The provider collected; the invoice gets its number. */
    record RecordCaptured(String paymentId, String invoiceNumber, Instant at) implements BillCommand {}

    /** The provider declined to collect. */
    record RecordCaptureDeclined(String paymentId, String reason) implements BillCommand {}

    /** The provider holds the amount no longer. */
    record RecordVoided(String paymentId) implements BillCommand {}

    /** The provider refunded the amount; the credit note gets its number. */
    record RecordRefunded(String paymentId, String creditNoteNumber, Instant at) implements BillCommand {}
}
