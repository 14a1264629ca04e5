package dev.waybill.billing.application;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.Payment;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.eventstore.StreamId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What billing has held, collected, invoiced and refunded for each order. */
public final class BillingAudit implements AuditedContext {

    private static final Set<Payment.Status> HELD = EnumSet.of(
            Payment.Status.AUTHORIZING,
            Payment.Status.ACTION_REQUIRED,
            Payment.Status.AUTHORIZED,
            Payment.Status.CAPTURING);

    private final JdbcTemplate jdbc;
    private final LostMessages lostMessages;
    private final Bills bills;

    public BillingAudit(JdbcTemplate jdbc, LostMessages lostMessages, Bills bills) {
        this.jdbc = jdbc;
        this.lostMessages = lostMessages;
        this.bills = bills;
    }

    @Override
    public String context() {
        return "billing";
    }

    @Override
    public List<String> categories() {
        return List.of(Bills.CATEGORY, "price-list");
    }

    @Override
    public Collection<String> open() {
        return jdbc.queryForList(
                "select subject from billing.remote_call union select order_id from billing.waiting_bill",
                String.class);
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        Set<String> busy = new HashSet<>(open());
        Map<String, AuditEntry> standings = new HashMap<>();
        bills.replayed(subjects).forEach((order, bill) -> standings.put(order, standing(bill, busy.contains(order))));
        return standings;
    }

    private static AuditEntry standing(Bill bill, boolean busy) {
        long invoiced = Math.subtractExact(
                Amounts.sum(bill.invoices().stream().mapToLong(InvoiceIssued::total)),
                Amounts.sum(bill.creditNotes().stream().mapToLong(CreditNoteIssued::total)));
        Map<String, Long> amounts = Map.of(
                "held", held(bill), "captured", bill.captured(), "refunded", bill.refunded(), "invoiced", invoiced);
        String status = bill.released()
                ? "RELEASED"
                : bill.payment(bill.current())
                        .map(payment -> payment.status().name())
                        .orElse("NONE");
        return new AuditEntry(status, bill.revision(), null, busy, amounts, Map.of());
    }

    private static long held(Bill bill) {
        return Amounts.sum(bill.payments().values().stream()
                .filter(payment -> HELD.contains(payment.status()))
                .mapToLong(Payment::amount));
    }

    @Override
    public Mended sendAgain(Repair repair) {
        return lostMessages.sendAgain(
                new StreamId(Bills.CATEGORY, repair.subject()),
                repair,
                bills.sent(repair.subject()),
                null,
                () -> {}); // the order repeats its command, which billing answers again
    }
}
