package dev.waybill.billing.application;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.Draft;
import dev.waybill.billing.domain.Payment;
import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult;
import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.calls.StillPending;
import org.jspecify.annotations.Nullable;

/** The calls that bills owe the payment provider, and how their results are recorded. */
public final class ProviderCalls {

    static final String AUTHORIZE = "authorize-payment";
    static final String CAPTURE = "capture-payment";
    static final String VOID = "void-payment";
    static final String REFUND = "refund-payment";

    private final Bills bills;
    private final PaymentGateway gateway;
    private final ProviderResults results;

    public ProviderCalls(Bills bills, PaymentGateway gateway, ProviderResults results) {
        this.bills = bills;
        this.gateway = gateway;
        this.results = results;
    }

    /** Registers how each kind of call is made. */
    public void register(RemoteCalls calls) {
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
     * The provider reports its decision later. As that report may get lost, the provider is asked again now and then. A
     * payment that the order no longer relies on does not wait for the decision.
     */
    private Runnable pending(String orderId, String paymentId) throws StillPending {
        Bill bill = bill(orderId);
        if (!payment(bill, paymentId).status().isPending()) {
            return () -> {}; // its report has arrived meanwhile
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
            throw new IllegalStateException("payment " + paymentId + " is requested, but the bill has no draft");
        }
        return draft;
    }

    private static String paymentId(String call) {
        return call.substring(call.indexOf(':') + 1);
    }
}
