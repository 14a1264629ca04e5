package dev.waybill.billing.gateway;

/** What a payment provider tells later; telling it again, or after the order was cancelled, does no harm. */
public interface PaymentUpdates {

    /** The outcome of an authorization that was pending, or that the customer had to confirm. */
    void decided(String orderId, String paymentId, PaymentGateway.AuthorizationResult result);
}
