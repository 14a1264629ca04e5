package dev.waybill.billing;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.BillCommand;
import dev.waybill.billing.domain.BillCommand.RecordActionRequired;
import dev.waybill.billing.domain.BillCommand.RecordAuthorized;
import dev.waybill.billing.domain.BillCommand.RecordCaptureDeclined;
import dev.waybill.billing.domain.BillCommand.RecordCaptured;
import dev.waybill.billing.domain.BillCommand.RecordDeclined;
import dev.waybill.billing.domain.BillCommand.RecordRefunded;
import dev.waybill.billing.domain.BillCommand.RecordVoided;
import dev.waybill.billing.domain.Draft;
import dev.waybill.billing.domain.Payment;
import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult;
import dev.waybill.platform.context.ContextParts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The calls that bills owe the payment provider, and how their results are recorded. */
final class ProviderCalls {

    static final String AUTHORIZE = "authorize-payment";
    static final String CAPTURE = "capture-payment";
    static final String VOID = "void-payment";
    static final String REFUND = "refund-payment";

    private final ContextParts parts;
    private final Bills bills;
    private final PaymentGateway gateway;
    private final DocumentNumbers numbers;

    ProviderCalls(ContextParts parts, Bills bills, PaymentGateway gateway, DocumentNumbers numbers) {
        this.parts = parts;
        this.bills = bills;
        this.gateway = gateway;
        this.numbers = numbers;
    }

    void register() {
        parts.calls().register(AUTHORIZE, Bills.CATEGORY, this::authorize);
        parts.calls().register(CAPTURE, Bills.CATEGORY, this::capture);
        parts.calls().register(VOID, Bills.CATEGORY, (call, orderId) -> {
            gateway.cancel(paymentId(call));
            return () -> bills.handle(orderId, new RecordVoided(paymentId(call)));
        });
        parts.calls().register(REFUND, Bills.CATEGORY, (call, orderId) -> {
            gateway.refund(paymentId(call));
            return () -> recordRefund(orderId, paymentId(call));
        });
    }

    /** Records an outcome that the provider could not tell at once. */
    void authorized(String orderId, String paymentId, AuthorizationResult result) {
        parts.transactions().run(() -> record(orderId, paymentId, result));
    }

    private Runnable authorize(String call, String orderId) {
        String paymentId = paymentId(call);
        Bill bill = bills.find(orderId).orElse(Bill.NONE);
        Payment payment = payment(bill, paymentId);
        AuthorizationResult result = gateway.authorize(new PaymentGateway.Authorization(
                paymentId,
                orderId,
                payment.method(),
                payment.amount(),
                drafted(bill.draft(), paymentId).currency()));
        return () -> record(orderId, paymentId, result);
    }

    private static Payment payment(Bill bill, String paymentId) {
        return bill.payment(paymentId)
                .orElseThrow(() -> new IllegalStateException("the bill has no payment " + paymentId));
    }

    private static Draft drafted(@Nullable Draft draft, String paymentId) {
        if (draft == null) {
            throw new IllegalStateException("payment " + paymentId + " is asked for, but for no draft");
        }
        return draft;
    }

    private void record(String orderId, String paymentId, AuthorizationResult result) {
        switch (result) {
            case AuthorizationResult.Authorized(var expiresAt) ->
                bills.handle(orderId, new RecordAuthorized(paymentId, expiresAt.truncatedTo(ChronoUnit.MICROS)));
            case AuthorizationResult.Declined(var reason) ->
                bills.handle(orderId, new RecordDeclined(paymentId, reason));
            case AuthorizationResult.ActionRequired(var url) ->
                bills.handle(orderId, new RecordActionRequired(paymentId, url));
            case AuthorizationResult.Pending() -> {} // the provider will call back
        }
    }

    private Runnable capture(String call, String orderId) {
        String paymentId = paymentId(call);
        Bill bill = bills.find(orderId).orElse(Bill.NONE);
        Draft collects = drafted(payment(bill, paymentId).collects(), paymentId);
        CaptureResult result = gateway.capture(paymentId, collects.amounts().total());
        return () -> {
            switch (result) {
                case CaptureResult.Captured() -> recordCapture(orderId, paymentId);
                case CaptureResult.Refused(var reason) ->
                    bills.handle(orderId, new RecordCaptureDeclined(paymentId, reason));
            }
        };
    }

    /** A number is taken only for a document that will be issued. */
    private void recordCapture(String orderId, String paymentId) {
        if (is(orderId, paymentId, Payment.Status.CAPTURING)) {
            bills.handle(orderId, new RecordCaptured(paymentId, numbers.next("INV"), now()));
        }
    }

    private void recordRefund(String orderId, String paymentId) {
        if (is(orderId, paymentId, Payment.Status.REFUNDING)) {
            BillCommand refunded = new RecordRefunded(paymentId, numbers.next("CN"), now());
            bills.handle(orderId, refunded);
        }
    }

    private boolean is(String orderId, String paymentId, Payment.Status status) {
        return bills.locked(orderId)
                .payment(paymentId)
                .filter(payment -> payment.status() == status)
                .isPresent();
    }

    private Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String paymentId(String call) {
        return call.substring(call.indexOf(':') + 1);
    }
}
