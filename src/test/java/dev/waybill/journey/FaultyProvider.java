package dev.waybill.journey;

import dev.waybill.billing.gateway.GatewayTimeout;
import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.PaymentUpdates;
import dev.waybill.billing.gateway.SandboxPaymentGateway;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The sandbox provider behind a network that has faults, with methods that hang or are decided on later. */
final class FaultyProvider implements PaymentGateway {

    /** Never answers while the faults last. */
    static final String HANGS = "pm_test_hangs";

    /** Is decided on later. */
    static final String PENDING = "pm_test_pending";

    /** Is to be confirmed by the customer. */
    static final String TO_CONFIRM = "pm_test_confirm";

    private final SandboxPaymentGateway sandbox;
    private final PaymentUpdates updates;
    private final Faults faults;
    private final Map<String, Authorization> undecided = new ConcurrentHashMap<>();
    private final Map<String, AuthorizationResult> decided = new ConcurrentHashMap<>();

    FaultyProvider(SandboxPaymentGateway sandbox, PaymentUpdates updates, Faults faults) {
        this.sandbox = sandbox;
        this.updates = updates;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    @Override
    public AuthorizationResult authorize(Authorization asked) {
        if (asked.method().equals(HANGS)) {
            faults.hang();
        }
        return through("authorize", () -> switch (asked.method()) {
            case PENDING, TO_CONFIRM -> opened(asked);
            case HANGS -> sandbox.authorize(accepted(asked));
            default -> sandbox.authorize(asked);
        });
    }

    private AuthorizationResult opened(Authorization asked) {
        AuthorizationResult known = decided.get(asked.paymentId());
        if (known != null) {
            return known;
        }
        undecided.put(asked.paymentId(), asked);
        return asked.method().equals(PENDING)
                ? new AuthorizationResult.Pending()
                : new AuthorizationResult.ActionRequired("https://bank.example/" + asked.paymentId());
    }

    private static Authorization accepted(Authorization asked) {
        return new Authorization(asked.paymentId(), asked.orderId(), "pm_card_visa", asked.amount(), asked.currency());
    }

    boolean waitsFor(String paymentId) {
        return undecided.containsKey(paymentId);
    }

    /** Accepts what was pending or to be confirmed, without a report. */
    void accept(String paymentId) {
        decided.put(paymentId, sandbox.authorize(accepted(undecided.get(paymentId))));
    }

    /** Accepts a payment that it had been asked to void: its two systems learn of each other too late. */
    void acceptAfterAll(String paymentId) {
        decided.remove(paymentId);
        accept(paymentId);
    }

    /** Reports the outcome of a payment, each time that it is called. */
    void report(String paymentId) {
        updates.decided(undecided.get(paymentId).orderId(), paymentId, decided.get(paymentId));
    }

    @Override
    public CaptureResult capture(String paymentId, long amount) {
        return through("capture", () -> sandbox.capture(paymentId, amount));
    }

    @Override
    public void cancel(String paymentId) {
        through("void", () -> {
            sandbox.cancel(paymentId);
            if (undecided.containsKey(paymentId)) {
                decided.putIfAbsent(paymentId, new AuthorizationResult.Declined("cancelled"));
            }
            return true;
        });
    }

    @Override
    public void refund(String paymentId) {
        through("refund", () -> {
            sandbox.refund(paymentId);
            return true;
        });
    }

    private <T> T through(String call, Supplier<T> real) {
        return faults.through(call, real, () -> new GatewayTimeout("no answer to " + call));
    }
}
