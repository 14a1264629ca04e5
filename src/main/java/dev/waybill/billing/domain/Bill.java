package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.Payment.Status;
import dev.waybill.contract.amounts.Amounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bill of an order.
 *
 * @param revision the newest that the order asked for
 * @param awaitingPrices the invoice that waits for the price list; null for none
 * @param payments by their ids, oldest first
 * @param current the payment that the order relies on; empty for none
 * @param toCapture whether the current payment is to be collected as soon as it is authorized
 */
public record Bill(
        int revision,
        @Nullable InvoiceRequest awaitingPrices,
        @Nullable Draft draft,
        boolean rejected,
        Map<String, Payment> payments,
        String current,
        boolean toCapture,
        boolean released,
        Documents documents) {

    /** Before the order asked for anything. */
    public static final Bill NONE = new Bill(0, null, null, false, Map.of(), "", false, false, Documents.NONE);

    /** The payment with that id. */
    public Optional<Payment> payment(String id) {
        return Optional.ofNullable(payments.get(id));
    }

    /** Whether the payment with that id is in that state. */
    boolean has(String id, Status status) {
        return payment(id).filter(payment -> payment.status() == status).isPresent();
    }

    /** The payments in that state. */
    public Stream<Payment> payments(Status status) {
        return payments.values().stream().filter(payment -> payment.status() == status);
    }

    /** What was collected so far, refunded or not. */
    public long captured() {
        return Amounts.sum(payments.values().stream().mapToLong(Payment::captured));
    }

    /** What was refunded. */
    public long refunded() {
        return Amounts.sum(payments(Status.REFUNDED).mapToLong(Payment::captured));
    }

    long total() {
        return draft == null ? 0 : draft.amounts().total();
    }

    /** Whether another payment than that one has, or may have, collected money. */
    boolean holdsOtherMoney(String paymentId) {
        return payments.values().stream()
                .anyMatch(payment ->
                        payment.status().holdsMoney() && !payment.id().equals(paymentId));
    }

    boolean isSettled() {
        return payments.values().stream().noneMatch(payment -> payment.status().isOpen());
    }

    /** Whether the order still relies on that payment. */
    public boolean isCurrent(String paymentId) {
        return !released && current.equals(paymentId);
    }

    /** The invoices that were issued, oldest first. */
    public List<InvoiceIssued> invoices() {
        return documents.invoices();
    }

    /** The credit notes that were issued, oldest first. */
    public List<CreditNoteIssued> creditNotes() {
        return documents.creditNotes();
    }

    Bill awaiting(InvoiceRequest request) {
        return new Bill(request.revision(), request, draft, rejected, payments, current, false, released, documents);
    }

    Bill drafted(int newRevision, Draft newDraft) {
        return new Bill(newRevision, null, newDraft, false, payments, current, false, released, documents);
    }

    Bill rejecting() {
        return new Bill(revision, null, draft, true, payments, current, toCapture, released, documents);
    }

    Bill relyingOn(int newRevision, String paymentId, boolean capture) {
        return new Bill(
                newRevision, awaitingPrices, draft, rejected, payments, paymentId, capture, released, documents);
    }

    Bill releasing(int newRevision) {
        return new Bill(newRevision, null, draft, rejected, payments, "", false, true, documents);
    }

    Bill with(Payment payment) {
        var all = new LinkedHashMap<>(payments);
        all.put(payment.id(), payment);
        return new Bill(revision, awaitingPrices, draft, rejected, all, current, toCapture, released, documents);
    }

    Bill change(String paymentId, UnaryOperator<Payment> change) {
        return payment(paymentId).map(payment -> with(change.apply(payment))).orElse(this);
    }

    Bill invoiced(InvoiceIssued invoice) {
        return with(documents.with(invoice));
    }

    Bill credited(CreditNoteIssued note) {
        return with(documents.with(note));
    }

    private Bill with(Documents all) {
        return new Bill(revision, awaitingPrices, draft, rejected, payments, current, toCapture, released, all);
    }
}
