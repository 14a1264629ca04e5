package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillCommand.RecordAuthorized;
import dev.waybill.billing.domain.BillCommand.RecordCaptured;
import dev.waybill.billing.domain.BillCommand.RecordRefunded;
import dev.waybill.billing.domain.BillCommand.RecordVoided;
import dev.waybill.billing.domain.BillEvent.AuthorizationRequested;
import dev.waybill.billing.domain.BillEvent.CaptureRequested;
import dev.waybill.billing.domain.BillEvent.ProviderRequest;
import dev.waybill.billing.domain.BillEvent.RefundRequested;
import dev.waybill.billing.domain.BillEvent.VoidRequested;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Payments of 0.00: no provider is asked for them, as there is nothing that it could hold, collect or refund. */
public final class FreePayments {

    private FreePayments() {}

    /** The numbers that the next documents get. */
    public record Numbers(Supplier<String> invoice, Supplier<String> creditNote) {}

    /** The command that answers a request at once where the provider is not needed; empty where it is. */
    public static Optional<BillCommand> answer(Bill bill, ProviderRequest request, Numbers numbers, Instant now) {
        String id = request.paymentId();
        if (!isFree(bill, id)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (request) {
                    case AuthorizationRequested authorization -> new RecordAuthorized(id, now);
                    case CaptureRequested capture ->
                        new RecordCaptured(id, numbers.invoice().get(), now);
                    case VoidRequested voiding -> new RecordVoided(id);
                    case RefundRequested refund ->
                        new RecordRefunded(id, numbers.creditNote().get(), now);
                });
    }

    private static boolean isFree(Bill bill, String paymentId) {
        return bill.payment(paymentId).filter(Payment::isFree).isPresent();
    }
}
