package dev.waybill.billing.application;

import dev.waybill.billing.domain.BillCommand.RecordActionRequired;
import dev.waybill.billing.domain.BillCommand.RecordAuthorized;
import dev.waybill.billing.domain.BillCommand.RecordCaptureDeclined;
import dev.waybill.billing.domain.BillCommand.RecordCaptured;
import dev.waybill.billing.domain.BillCommand.RecordDeclined;
import dev.waybill.billing.domain.BillCommand.RecordRefunded;
import dev.waybill.billing.domain.BillCommand.RecordVoided;
import dev.waybill.billing.domain.Payment.Status;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult;
import dev.waybill.billing.gateway.PaymentUpdates;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Records with a bill what the payment provider answers, or reports later. */
public final class ProviderResults implements PaymentUpdates {

    private final Bills bills;
    private final DocumentNumbers numbers;
    private final Transactions transactions;
    private final Clock clock;

    public ProviderResults(Bills bills, DocumentNumbers numbers, Transactions transactions, Clock clock) {
        this.bills = bills;
        this.numbers = numbers;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void decided(String orderId, String paymentId, AuthorizationResult result) {
        transactions.run(() -> {
            transactions.current().because(Cause.of(orderId, "provider:" + paymentId));
            authorization(orderId, paymentId, result);
        });
    }

    void authorization(String orderId, String paymentId, AuthorizationResult result) {
        switch (result) {
            case AuthorizationResult.Authorized(var expiresAt) -> authorized(orderId, paymentId, expiresAt);
            case AuthorizationResult.Declined(var reason) ->
                bills.handle(orderId, new RecordDeclined(paymentId, reason));
            case AuthorizationResult.ActionRequired(var url) ->
                bills.handle(orderId, new RecordActionRequired(paymentId, url));
            case AuthorizationResult.Pending() -> {} // the decision is still to come
        }
    }

    /** A success that comes after the bill has closed the payment is undone. */
    private void authorized(String orderId, String paymentId, Instant expiresAt) {
        if (is(orderId, paymentId, Status.VOIDED) || is(orderId, paymentId, Status.DECLINED)) {
            bills.voidClosed(orderId, paymentId);
        } else {
            bills.handle(orderId, new RecordAuthorized(paymentId, expiresAt.truncatedTo(ChronoUnit.MICROS)));
        }
    }

    /** A number is taken only for a document that will be issued. */
    void capture(String orderId, String paymentId, CaptureResult result) {
        switch (result) {
            case CaptureResult.Captured() -> {
                if (is(orderId, paymentId, Status.CAPTURING)) {
                    bills.handle(orderId, new RecordCaptured(paymentId, numbers.next("INV"), now()));
                }
            }
            case CaptureResult.Refused(var reason) ->
                bills.handle(orderId, new RecordCaptureDeclined(paymentId, reason));
        }
    }

    void voided(String orderId, String paymentId) {
        bills.handle(orderId, new RecordVoided(paymentId));
    }

    void refunded(String orderId, String paymentId) {
        if (is(orderId, paymentId, Status.REFUNDING)) {
            bills.handle(orderId, new RecordRefunded(paymentId, numbers.next("CN"), now()));
        }
    }

    private boolean is(String orderId, String paymentId, Status status) {
        return bills.locked(orderId)
                .payment(paymentId)
                .filter(payment -> payment.status() == status)
                .isPresent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
