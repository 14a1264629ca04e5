package dev.waybill.billing.domain;

import static dev.waybill.billing.domain.Account.AUTHORIZED;
import static dev.waybill.billing.domain.Account.CAPTURED;
import static dev.waybill.billing.domain.Account.HELD;
import static dev.waybill.billing.domain.Account.RECEIVABLE;
import static dev.waybill.billing.domain.Account.REFUNDED;
import static dev.waybill.billing.domain.Account.REVENUE;
import static dev.waybill.billing.domain.Account.VAT;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The double entries of a bill's events. An event that is repeated for a newer revision moved its money the first time,
 * and amounts of zero move none.
 */
public final class Ledger {

    private Ledger() {}

    /** The postings of an event that happens to a bill. */
    public static List<Posting> of(Bill before, BillEvent event) {
        return switch (event) {
            case PaymentAuthorized(var revision, var id, var amount, var expiresAt) ->
                before.payment(id)
                        .filter(payment -> payment.status().isPending())
                        .map(payment -> posted(moved(AUTHORIZED, HELD, amount, id)))
                        .orElse(List.of());
            case PaymentCaptured(var revision, var id, var amount) ->
                before.has(id, Payment.Status.CAPTURING)
                        ? posted(released(before, id), moved(CAPTURED, RECEIVABLE, amount, id))
                        : List.of();
            case PaymentVoided(var id) -> posted(released(before, id));
            case PaymentRefunded(var revision, var id, var amount) -> posted(moved(RECEIVABLE, REFUNDED, amount, id));
            case InvoiceIssued issued -> invoiced(before, issued);
            case CreditNoteIssued issued -> credited(before, issued);
            case InvoiceRequested e -> List.of();
            case BillableAmountCalculated e -> List.of();
            case BillableAmountVerified e -> List.of();
            case BillableAmountRejected e -> List.of();
            case InvoicePrepared e -> List.of();
            case AuthorizationRequested e -> List.of();
            case PaymentActionRequired e -> List.of();
            case PaymentDeclined e -> List.of();
            case CaptureRequested e -> List.of();
            case CaptureDeferred e -> List.of();
            case VoidRequested e -> List.of();
            case ReleaseRequested e -> List.of();
            case RefundRequested e -> List.of();
            case PaymentReleased e -> List.of();
        };
    }

    private static List<Posting> invoiced(Bill bill, InvoiceIssued issued) {
        long tax = bill.payment(issued.paymentId()).map(Ledger::tax).orElse(0L);
        return posted(
                moved(RECEIVABLE, REVENUE, issued.total() - tax, issued.number()),
                moved(RECEIVABLE, VAT, tax, issued.number()));
    }

    private static List<Posting> credited(Bill bill, CreditNoteIssued issued) {
        long tax = bill.payments().values().stream()
                .filter(payment -> issued.invoiceNumber().equals(payment.invoice()))
                .findFirst()
                .map(Ledger::tax)
                .orElse(0L);
        return posted(
                moved(REVENUE, RECEIVABLE, issued.total() - tax, issued.number()),
                moved(VAT, RECEIVABLE, tax, issued.number()));
    }

    private static long tax(Payment payment) {
        Draft collects = payment.collects();
        return collects == null ? 0 : collects.amounts().tax();
    }

    private static Optional<Posting> released(Bill bill, String id) {
        return moved(HELD, AUTHORIZED, bill.payment(id).map(Payment::held).orElse(0L), id);
    }

    private static Optional<Posting> moved(Account debit, Account credit, long amount, String document) {
        return amount == 0 ? Optional.empty() : Optional.of(new Posting(debit, credit, amount, document));
    }

    @SafeVarargs
    private static List<Posting> posted(Optional<Posting>... postings) {
        return Stream.of(postings).flatMap(Optional::stream).toList();
    }
}
