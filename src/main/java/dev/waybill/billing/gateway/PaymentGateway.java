package dev.waybill.billing.gateway;

import java.time.Instant;

/**
 * Collects money. Declare a bean of this type to replace the sandbox. The payment's id is the idempotency key of all
 * its calls: the same call again gets the same answer and moves no money. A call that throws is
 * repeated later.
 */
public interface PaymentGateway {

    /** What is to be held; minor units of the currency. */
    record Authorization(String paymentId, String orderId, String method, long amount, String currency) {}

    /** The answer to an authorization. */
    sealed interface AuthorizationResult {
        /** The amount is held until that instant at the longest. */
        record Authorized(Instant expiresAt) implements AuthorizationResult {}

        /** It will not be held. */
        record Declined(String reason) implements AuthorizationResult {}

        /** The customer has to confirm at that URL; the outcome is reported later. */
        record ActionRequired(String url) implements AuthorizationResult {}

        /** The outcome is reported later, to {@link PaymentUpdates}. */
        record Pending() implements AuthorizationResult {}
    }

    /** The answer to a capture. */
    sealed interface CaptureResult {
        /** The amount was collected. */
        record Captured() implements CaptureResult {}

        /** It will not be collected. */
        record Refused(String reason) implements CaptureResult {}
    }

    /** Holds an amount. */
    AuthorizationResult authorize(Authorization authorization);

    /** Collects so many minor units of what is held, all of it or less; the rest is released. */
    CaptureResult capture(String paymentId, long amount);

    /** Releases what is held, or was about to be. */
    void cancel(String paymentId);

    /** Refunds what was collected. */
    void refund(String paymentId);
}
