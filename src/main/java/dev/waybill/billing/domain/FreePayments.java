package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillCommand.RecordAuthorized;
import dev.waybill.billing.domain.BillCommand.RecordCaptured;
import dev.waybill.billing.domain.BillCommand.RecordRefunded;
import dev.waybill.billing.domain.BillCommand.RecordVoided;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Payments of 0.00: no provider is asked for them, as there is nothing that it could hold, collect or give back. */
public final class FreePayments {

    private FreePayments() {}

    /** The numbers that the next documents get. */
    public record Numbers(Supplier<String> invoice, Supplier<String> creditNote) {}

    /** What is recorded at once of an event that would otherwise ask the provider; empty where the provider is needed. */
    public static Optional<BillCommand> answer(Bill bill, BillEvent event, Numbers numbers, Instant now) {
        return switch (event) {
            case BillEvent.AuthorizationRequested requested
            when isFree(bill, requested.paymentId()) -> Optional.of(new RecordAuthorized(requested.paymentId(), now));
            case BillEvent.CaptureRequested requested
            when isFree(bill, requested.paymentId()) ->
                Optional.of(new RecordCaptured(
                        requested.paymentId(), numbers.invoice().get(), now));
            case BillEvent.VoidRequested(var id) when isFree(bill, id) -> Optional.of(new RecordVoided(id));
            case BillEvent.RefundRequested(var id, var amount)
            when isFree(bill, id) ->
                Optional.of(new RecordRefunded(id, numbers.creditNote().get(), now));
            default -> Optional.empty();
        };
    }

    private static boolean isFree(Bill bill, String paymentId) {
        return bill.payment(paymentId).filter(Payment::isFree).isPresent();
    }
}
