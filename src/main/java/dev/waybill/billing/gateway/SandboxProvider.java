package dev.waybill.billing.gateway;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The payment provider where no other one is declared. */
public class SandboxProvider {

    @Bean
    @ConditionalOnMissingBean(PaymentGateway.class)
    SandboxPaymentGateway sandboxPaymentGateway(JdbcTemplate jdbc, BillingProperties properties, Clock clock) {
        return new SandboxPaymentGateway(jdbc, properties.authorizationLifetime(), clock);
    }
}
