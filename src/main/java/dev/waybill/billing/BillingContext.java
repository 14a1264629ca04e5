package dev.waybill.billing;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.SandboxPaymentGateway;
import dev.waybill.billing.messaging.BillListener;
import dev.waybill.billing.messaging.PriceListener;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.context.ContextPartsFactory;
import dev.waybill.platform.messaging.Wakeable;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The billing context: bills and payments. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("billing")
@ComponentScan
@EnableConfigurationProperties(BillingProperties.class)
public class BillingContext {

    private static final Duration LOOK_FOR_PRICES = Duration.ofMillis(500);

    @Bean
    ContextParts billingParts(ContextPartsFactory factory) {
        return factory.create("billing", "billing", PersonalFields.none());
    }

    @Bean
    @ConditionalOnMissingBean(PaymentGateway.class)
    SandboxPaymentGateway sandboxPaymentGateway(
            @Qualifier("billingParts") ContextParts parts, BillingProperties properties) {
        return new SandboxPaymentGateway(parts.jdbc(), properties.authorizationLifetime(), parts.clock());
    }

    @Bean
    ProviderCalls providerCalls(
            @Qualifier("billingParts") ContextParts parts,
            Bills bills,
            PaymentGateway gateway,
            DocumentNumbers numbers) {
        return new ProviderCalls(parts, bills, gateway, numbers);
    }

    @Bean
    SmartInitializingSingleton billingListeners(
            @Qualifier("billingParts") ContextParts parts, Bills bills, PriceList priceList, ProviderCalls calls) {
        return () -> {
            calls.register();
            parts.listen(new BillListener(bills, parts.clock()));
            parts.listen(new PriceListener(priceList));
            parts.alongside(new Wakeable("waiting-bills", LOOK_FOR_PRICES, bills::retryWaiting));
        };
    }

    @Bean
    AccessRules billingAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/bills/*", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/api/sandbox/payments", Role.AGENT, Role.OPERATOR));
    }
}
