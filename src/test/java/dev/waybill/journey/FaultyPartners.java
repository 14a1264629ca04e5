package dev.waybill.journey;

import dev.waybill.billing.gateway.BillingProperties;
import dev.waybill.billing.gateway.PaymentUpdates;
import dev.waybill.billing.gateway.SandboxPaymentGateway;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.shipping.ShippingProperties;
import dev.waybill.shipping.carrier.CarrierUpdates;
import dev.waybill.shipping.carrier.SandboxCarrier;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** Replaces payment provider and carrier as the documentation says: by declaring beans. */
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
    SandboxCarrier carrierBehindTheFaults(
            @Qualifier("shippingParts") ContextRuntime parts, ShippingProperties properties, CarrierUpdates updates) {
        var carrier =
                new SandboxCarrier(parts.jdbc(), parts.transactions().turns(), properties.sandboxDelay(), updates);
        parts.alongside(carrier.mover());
        return carrier;
    }

    @Bean
    @Primary
    FaultyCarrier faultyCarrier(SandboxCarrier sandbox) {
        return new FaultyCarrier(sandbox, new Faults());
    }
}
