package dev.waybill.billing.web;

import dev.waybill.billing.gateway.SandboxPaymentGateway;
import dev.waybill.contract.Money;

/** A payment as the sandbox provider has recorded it. */
record SandboxPaymentJson(
        String paymentId,
        String orderId,
        String method,
        Money authorized,
        Money captured,
        Money refunded,
        String status) {

    static SandboxPaymentJson of(SandboxPaymentGateway.SandboxEntry entry) {
        return new SandboxPaymentJson(
                entry.paymentId(),
                entry.orderId(),
                entry.method(),
                Money.ofMinor(entry.authorized(), entry.currency()),
                Money.ofMinor(entry.captured(), entry.currency()),
                Money.ofMinor(entry.refunded(), entry.currency()),
                entry.status());
    }
}
