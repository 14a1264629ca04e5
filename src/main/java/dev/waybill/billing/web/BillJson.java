package dev.waybill.billing.web;

import dev.waybill.billing.application.Journal;
import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.Payment;
import dev.waybill.contract.Money;
import dev.waybill.contract.amounts.Amounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bill as the API shows it. */
public record BillJson(
        String orderId,
        int revision,
        @Nullable AmountsJson amounts,
        List<InvoiceJson> invoices,
        List<CreditNoteJson> creditNotes,
        List<PaymentJson> payments,
        List<RefundJson> refunds,
        List<PostingJson> postings,
        List<BalanceJson> balances) {

    /** What the order costs. */
    public record AmountsJson(Money goods, Money discount, Money shipping, Money tax, Money total) {}

    /** An issued invoice. */
    public record InvoiceJson(String number, List<LineJson> lines, Money total, Instant issuedAt) {}

    /** A billed line. */
    public record LineJson(String sku, int quantity, Money unitPrice) {}

    /** A credit note, which voids an invoice: its lines are those that are credited. */
    public record CreditNoteJson(
            String number, String invoiceNumber, List<LineJson> lines, Money total, Instant issuedAt) {}

    /** An attempt to collect {@code amount}, and what was collected of it; {@code note} says why it was declined or where the customer has to confirm it. */
    public record PaymentJson(
            String paymentId,
            String method,
            Money amount,
            Money captured,
            Payment.Status status,
            @Nullable String note) {}

    /** What was refunded of a payment. */
    public record RefundJson(String paymentId, Money amount) {}

    /** Money that moved from one account of the ledger to another, for an invoice, a credit note or a payment. */
    public record PostingJson(Instant at, String debit, String credit, Money amount, String document) {}

    /** The balance of an account; positive on the account's own side. */
    public record BalanceJson(String account, Money balance) {}

    static BillJson of(String orderId, Bill bill, List<Journal.Entry> journal) {
        var draft = bill.draft();
        String currency = draft == null ? "EUR" : draft.currency();
        return new BillJson(
                orderId,
                bill.revision(),
                draft == null ? null : amounts(draft.amounts(), currency),
                bill.invoices().stream()
                        .map(invoice -> invoice(invoice, currency))
                        .toList(),
                bill.creditNotes().stream()
                        .map(note -> creditNote(note, bill.invoices(), currency))
                        .toList(),
                bill.payments().values().stream()
                        .map(payment -> new PaymentJson(
                                payment.id(),
                                payment.method(),
                                Money.ofMinor(payment.amount(), currency),
                                Money.ofMinor(payment.captured(), currency),
                                payment.status(),
                                payment.note()))
                        .toList(),
                bill.payments(Payment.Status.REFUNDED)
                        .map(payment -> new RefundJson(payment.id(), Money.ofMinor(payment.captured(), currency)))
                        .toList(),
                LedgerJson.postings(journal),
                LedgerJson.balances(journal, currency));
    }

    private static AmountsJson amounts(Amounts amounts, String currency) {
        return new AmountsJson(
                Money.ofMinor(amounts.goods(), currency),
                Money.ofMinor(amounts.discount(), currency),
                Money.ofMinor(amounts.shipping(), currency),
                Money.ofMinor(amounts.tax(), currency),
                Money.ofMinor(amounts.total(), currency));
    }

    private static InvoiceJson invoice(InvoiceIssued invoice, String currency) {
        return new InvoiceJson(
                invoice.number(), lines(invoice, currency), Money.ofMinor(invoice.total(), currency), invoice.at());
    }

    /** A credit note credits all of its invoice. */
    private static CreditNoteJson creditNote(CreditNoteIssued note, List<InvoiceIssued> invoices, String currency) {
        List<LineJson> lines = invoices.stream()
                .filter(invoice -> invoice.number().equals(note.invoiceNumber()))
                .findFirst()
                .map(invoice -> lines(invoice, currency))
                .orElse(List.of());
        return new CreditNoteJson(
                note.number(), note.invoiceNumber(), lines, Money.ofMinor(note.total(), currency), note.at());
    }

    private static List<LineJson> lines(InvoiceIssued invoice, String currency) {
        return invoice.lines().stream()
                .map(line -> new LineJson(line.sku(), line.quantity(), Money.ofMinor(line.unitPrice(), currency)))
                .toList();
    }
}
