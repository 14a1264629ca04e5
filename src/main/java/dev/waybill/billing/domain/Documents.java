package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import java.util.List;
import java.util.stream.Stream;

/** The numbered documents of a bill, each list oldest first. */
public record Documents(List<InvoiceIssued> invoices, List<CreditNoteIssued> creditNotes) {

    /** Nothing was issued yet. */
    static final Documents NONE = new Documents(List.of(), List.of());

    Documents with(InvoiceIssued invoice) {
        return new Documents(append(invoices, invoice), creditNotes);
    }

    Documents with(CreditNoteIssued note) {
        return new Documents(invoices, append(creditNotes, note));
    }

    private static <T> List<T> append(List<T> list, T element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }
}
