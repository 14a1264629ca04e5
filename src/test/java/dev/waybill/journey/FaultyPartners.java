package dev.waybill.journey;

import dev.waybill.billing.gateway.BillingProperties;
import dev.waybill.billing.gateway.PaymentUpdates;
import dev.waybill.billing.gateway.SandboxPaymentGateway;
import dev.waybill.shipping.carrier.SandboxCarrier;
import dev.waybill.shipping.carrier.ShippingProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** Replaces payment provider and carrier in the documented way: by declaring beans. */
@Configuration(proxyBeanMethods = false)
class FaultyPartners {

    @Bean
    SandboxPaymentGateway providerBehindTheFaults(JdbcTemplate jdbc, BillingProperties properties, Clock clock) {
        return new SandboxPaymentGateway(jdbc, properties.authorizationLifetime(), clock);
    }

    @Bean
    @Primary
    FaultyProvider faultyProvider(SandboxPaymentGateway sandbox, PaymentUpdates updates) {
        return new FaultyProvider(sandbox, updates, new Faults());
    }

    @Bean
    SandboxCarrier carrierBehindTheFaults(JdbcTemplate jdbc, ShippingProperties properties) {
        return new SandboxCarrier(jdbc, properties.sandboxDelay());
    }

    @Bean
    @Primary
    FaultyCarrier faultyCarrier(SandboxCarrier sandbox) {
        return new FaultyCarrier(sandbox, new Faults());
    }
}
