package dev.waybill.billing;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.messaging.BillListener;
import dev.waybill.billing.messaging.PriceListener;
import dev.waybill.contract.ShipTo;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.context.Defaults;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The billing context: bills and payments. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("billing")
@ComponentScan
@Defaults(SandboxProvider.class)
@EnableConfigurationProperties(BillingProperties.class)
public class BillingContext {

    private static final Set<String> PERSONAL = Set.of("name", "street", "city", "postalCode");
    private static final Duration LOOK_FOR_PRICES = Duration.ofMillis(500);

    /** Billing has no use for addresses, but hears of carts with them, and keeps what it cannot handle. */
    @Bean
    ContextRuntime billingParts(ContextRuntimeFactory factory) {
        return factory.create(
                "billing",
                "billing",
                new PersonalFields(Map.of(ShipTo.class, PERSONAL, CheckedOut.class, Set.of("attributes"))));
    }

    @Bean
    ProviderCalls providerCalls(
            @Qualifier("billingParts") ContextRuntime parts,
            Bills bills,
            PaymentGateway gateway,
            ProviderResults results) {
        return new ProviderCalls(parts.calls(), bills, gateway, results);
    }

    @Bean
    SmartInitializingSingleton billingListeners(
            @Qualifier("billingParts") ContextRuntime parts, Bills bills, PriceList priceList, ProviderCalls calls) {
        return () -> {
            calls.register();
            parts.subscribe(new BillListener(bills, parts.clock()).subscription());
            parts.subscribe(new PriceListener(priceList, parts.personal()).subscription());
            parts.alongside(new WakeableWorker("waiting-bills", LOOK_FOR_PRICES, bills::retryWaiting));
        };
    }

    @Bean
    AccessRules billingAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/bills/*", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/api/sandbox/payments", Role.AGENT, Role.OPERATOR));
    }
}
