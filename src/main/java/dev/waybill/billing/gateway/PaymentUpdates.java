package dev.waybill.billing.gateway;

/** Receives what a payment provider reports later; a report may come again, or after the order was cancelled. */
public interface PaymentUpdates {

    /** The outcome of an authorization that was pending, or that the customer had to confirm. */
    void decided(String orderId, String paymentId, PaymentGateway.AuthorizationResult result);
}
