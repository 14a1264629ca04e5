package dev.waybill.billing;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.billing.application.BillingAudit;
import dev.waybill.billing.application.Bills;
import dev.waybill.billing.application.DocumentNumbers;
import dev.waybill.billing.application.InvoicePreparation;
import dev.waybill.billing.application.Journal;
import dev.waybill.billing.application.MoneyCheck;
import dev.waybill.billing.application.PriceList;
import dev.waybill.billing.application.ProviderCalls;
import dev.waybill.billing.application.ProviderResults;
import dev.waybill.billing.gateway.BillingProperties;
import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.SandboxPaymentGateway;
import dev.waybill.billing.gateway.SandboxProvider;
import dev.waybill.billing.messaging.BillListener;
import dev.waybill.billing.messaging.PriceListener;
import dev.waybill.billing.publishing.BillMessages;
import dev.waybill.contract.ShipTo;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.context.Defaults;
import dev.waybill.platform.messaging.EventPublisher;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
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

    /** Billing has no use for addresses, but it receives carts with them, and stores a message that it cannot handle. */
    @Bean
    ContextRuntime billingRuntime(ContextRuntimeFactory factory) {
        return factory.create(
                "billing",
                "billing",
                new PersonalFields(Map.of(ShipTo.class, PERSONAL, CheckedOut.class, Set.of("attributes"))));
    }

    @Bean
    Journal journal(@Qualifier("billingRuntime") ContextRuntime runtime) {
        return new Journal(runtime.jdbc(), runtime.transactions(), runtime.clock());
    }

    @Bean
    DocumentNumbers documentNumbers(@Qualifier("billingRuntime") ContextRuntime runtime) {
        return new DocumentNumbers(runtime.jdbc());
    }

    @Bean
    Bills bills(@Qualifier("billingRuntime") ContextRuntime runtime, Journal journal, DocumentNumbers numbers) {
        return new Bills(
                runtime.aggregates(Bills.CATEGORY, Bills.DECIDER, Bills.EVENT_TYPES, bill -> null),
                new EventPublisher<>(Bills.CATEGORY, runtime.outbox(), BillMessages::of),
                journal,
                numbers,
                runtime.calls(),
                runtime.clock());
    }

    /** Where a payment provider reports what it decides later. */
    @Bean
    ProviderResults providerResults(
            @Qualifier("billingRuntime") ContextRuntime runtime, Bills bills, DocumentNumbers numbers) {
        return new ProviderResults(bills, numbers, runtime.transactions(), runtime.clock());
    }

    @Bean
    SmartInitializingSingleton billingListeners(
            @Qualifier("billingRuntime") ContextRuntime runtime,
            Bills bills,
            PaymentGateway gateway,
            ProviderResults results) {
        return () -> {
            var prices = new PriceList(runtime.localCopies());
            var invoices = new InvoicePreparation(bills, prices, runtime.jdbc(), runtime.transactions());
            new ProviderCalls(bills, gateway, results).register(runtime.calls());
            runtime.subscribe(new BillListener(bills, invoices, runtime.clock()).subscription());
            runtime.subscribe(new PriceListener(prices, runtime.personal()).subscription());
            runtime.alongside(new WakeableWorker("waiting-bills", LOOK_FOR_PRICES, invoices::retryWaiting));
        };
    }

    @Bean
    BillingAudit billingAudit(@Qualifier("billingRuntime") ContextRuntime runtime, Bills bills) {
        return new BillingAudit(runtime.jdbc(), new LostMessages(runtime.transactions(), runtime.outbox()), bills);
    }

    @Bean
    MoneyCheck moneyCheck(
            @Qualifier("billingRuntime") ContextRuntime runtime, ObjectProvider<SandboxPaymentGateway> sandbox) {
        return new MoneyCheck(runtime.jdbc(), sandbox.getIfAvailable() != null);
    }

    @Bean
    AccessRules billingAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/bills/*", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/api/sandbox/payments", Role.AGENT, Role.OPERATOR));
    }
}
