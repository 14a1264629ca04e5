package dev.waybill.billing;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.Draft;
import dev.waybill.billing.domain.Payment;
import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult;
import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.calls.StillPending;
import org.jspecify.annotations.Nullable;

/** The calls that bills owe the payment provider. */
final class ProviderCalls {

    static final String AUTHORIZE = "authorize-payment";
    static final String CAPTURE = "capture-payment";
    static final String VOID = "void-payment";
    static final String REFUND = "refund-payment";

    private final RemoteCalls calls;
    private final Bills bills;
    private final PaymentGateway gateway;
    private final ProviderResults results;

    ProviderCalls(RemoteCalls calls, Bills bills, PaymentGateway gateway, ProviderResults results) {
        this.calls = calls;
        this.bills = bills;
        this.gateway = gateway;
        this.results = results;
    }

    void register() {
        calls.register(AUTHORIZE, Bills.CATEGORY, this::authorize);
        calls.register(CAPTURE, Bills.CATEGORY, this::capture);
        calls.register(VOID, Bills.CATEGORY, (call, orderId) -> {
            gateway.cancel(paymentId(call));
            return () -> results.voided(orderId, paymentId(call));
        });
        calls.register(REFUND, Bills.CATEGORY, (call, orderId) -> {
            gateway.refund(paymentId(call));
            return () -> results.refunded(orderId, paymentId(call));
        });
    }

    private Runnable authorize(String call, String orderId) throws StillPending {
        String paymentId = paymentId(call);
        Bill bill = bill(orderId);
        Payment payment = payment(bill, paymentId);
        AuthorizationResult result = gateway.authorize(new PaymentGateway.Authorization(
                paymentId,
                orderId,
                payment.method(),
                payment.amount(),
                drafted(bill.draft(), paymentId).currency()));
        if (result instanceof AuthorizationResult.Pending) {
            return pending(orderId, paymentId);
        }
        return () -> results.authorization(orderId, paymentId, result);
    }

    /**
     * The provider tells its decision later; as what it tells may get lost, it is asked again now and then. What nobody
     * counts on any more does not wait for the decision.
     */
    private Runnable pending(String orderId, String paymentId) throws StillPending {
        Bill bill = bill(orderId);
        if (!payment(bill, paymentId).status().isPending()) {
            return () -> {}; // it has told meanwhile
        }
        if (bill.isCurrent(paymentId)) {
            throw new StillPending("the provider has not decided on " + paymentId);
        }
        gateway.cancel(paymentId);
        return () -> results.authorization(orderId, paymentId, new AuthorizationResult.Declined("not wanted any more"));
    }

    private Runnable capture(String call, String orderId) {
        String paymentId = paymentId(call);
        Draft collects = drafted(payment(bill(orderId), paymentId).collects(), paymentId);
        CaptureResult result = gateway.capture(paymentId, collects.amounts().total());
        return () -> results.capture(orderId, paymentId, result);
    }

    private Bill bill(String orderId) {
        return bills.find(orderId).orElse(Bill.NONE);
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

    private static String paymentId(String call) {
        return call.substring(call.indexOf(':') + 1);
    }
}
