package dev.waybill.billing.publishing;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.BillEvent;
import dev.waybill.billing.domain.Draft;
import dev.waybill.contract.Money;
import dev.waybill.contract.billing.BillingEvent;
import java.util.Optional;

/** The messages that the events of a bill are published as. */
public final class BillMessages {

    private BillMessages() {}

    /** The message of an event, and of the bill after it; empty for an event that stays inside billing. */
    public static Optional<BillingEvent> of(String id, Bill bill, BillEvent event) {
        return switch (event) {
            case BillEvent.BillableAmountCalculated(var revision, var draft) ->
                Optional.of(calculated(id, revision, draft));
            case BillEvent.BillableAmountVerified(var revision, var total) ->
                Optional.of(new BillingEvent.BillableAmountVerified(id, revision, money(bill, total)));
            case BillEvent.BillableAmountRejected(var revision, var calculated, var quoted) ->
                Optional.of(new BillingEvent.BillableAmountRejected(
                        id, revision, money(bill, calculated), money(bill, quoted)));
            case BillEvent.InvoicePrepared(var revision, var total) ->
                Optional.of(new BillingEvent.InvoicePrepared(id, revision, money(bill, total)));
            case BillEvent.PaymentAuthorized(var revision, var payment, var amount, var expiresAt) ->
                Optional.of(new BillingEvent.PaymentAuthorized(id, revision, money(bill, amount)));
            case BillEvent.PaymentDeclined(var revision, var payment, var reason) ->
                Optional.of(new BillingEvent.PaymentDeclined(id, revision, reason));
            case BillEvent.PaymentCaptured(var revision, var payment, var amount) ->
                Optional.of(new BillingEvent.PaymentCaptured(id, revision, payment, money(bill, amount)));
            case BillEvent.InvoiceIssued(var revision, var payment, var number, var lines, var total, var at) ->
                Optional.of(new BillingEvent.InvoiceIssued(id, revision, number, money(bill, total)));
            case BillEvent.PaymentRefunded(var revision, var payment, var amount) ->
                Optional.of(new BillingEvent.PaymentRefunded(id, revision, payment, money(bill, amount)));
            case BillEvent.CreditNoteIssued(var revision, var number, var invoice, var total, var at) ->
                Optional.of(new BillingEvent.CreditNoteIssued(id, revision, number, money(bill, total)));
            case BillEvent.PaymentReleased(var revision) -> Optional.of(new BillingEvent.PaymentReleased(id, revision));
            case BillEvent.InvoiceRequested e -> Optional.empty();
            case BillEvent.AuthorizationRequested e -> Optional.empty();
            case BillEvent.PaymentActionRequired e -> Optional.empty();
            case BillEvent.CaptureRequested e -> Optional.empty();
            case BillEvent.CaptureDeferred e -> Optional.empty();
            case BillEvent.VoidRequested e -> Optional.empty();
            case BillEvent.PaymentVoided e -> Optional.empty();
            case BillEvent.ReleaseRequested e -> Optional.empty();
            case BillEvent.RefundRequested e -> Optional.empty();
        };
    }

    private static BillingEvent calculated(String id, int revision, Draft draft) {
        var amounts = draft.amounts();
        String currency = draft.currency();
        return new BillingEvent.BillableAmountCalculated(
                id,
                revision,
                Money.ofMinor(amounts.goods(), currency),
                Money.ofMinor(amounts.discount(), currency),
                Money.ofMinor(amounts.shipping(), currency),
                Money.ofMinor(amounts.tax(), currency),
                Money.ofMinor(amounts.total(), currency));
    }

    private static Money money(Bill bill, long minor) {
        Draft draft = bill.draft();
        if (draft == null) {
            throw new IllegalStateException("a bill without a draft has no amounts");
        }
        return Money.ofMinor(minor, draft.currency());
    }
}
