package dev.waybill.billing.web;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.Payment;
import dev.waybill.billing.web.BillJson.PostingJson;
import dev.waybill.contract.Money;
import java.util.ArrayList;
import java.util.List;

/** The bill in double entry: each invoice makes a receivable of revenue, each capture settles it, and back. */
final class Postings {

    private Postings() {}

    static List<PostingJson> of(Bill bill, String currency) {
        List<PostingJson> postings = new ArrayList<>();
        bill.invoices()
                .forEach(invoice -> postings.add(new PostingJson(
                        "receivable", "revenue and VAT", Money.ofMinor(invoice.total(), currency), invoice.number())));
        bill.payments().values().stream()
                .filter(payment -> payment.captured() > 0)
                .forEach(payment -> postings.add(new PostingJson(
                        "captured", "receivable", Money.ofMinor(payment.captured(), currency), payment.id())));
        bill.creditNotes()
                .forEach(note -> postings.add(new PostingJson(
                        "revenue and VAT", "receivable", Money.ofMinor(note.total(), currency), note.number())));
        bill.payments(Payment.Status.REFUNDED)
                .forEach(payment -> postings.add(new PostingJson(
                        "receivable", "refunded", Money.ofMinor(payment.captured(), currency), payment.id())));
        return postings;
    }
}
