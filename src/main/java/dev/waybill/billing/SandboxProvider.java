package dev.waybill.billing;

import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.SandboxPaymentGateway;
import dev.waybill.platform.context.ContextRuntime;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The payment provider where no other one is declared. */
class SandboxProvider {

    @Bean
    @ConditionalOnMissingBean(PaymentGateway.class)
    SandboxPaymentGateway sandboxPaymentGateway(
            @Qualifier("billingParts") ContextRuntime parts, BillingProperties properties) {
        return new SandboxPaymentGateway(parts.jdbc(), properties.authorizationLifetime(), parts.clock());
    }
}
