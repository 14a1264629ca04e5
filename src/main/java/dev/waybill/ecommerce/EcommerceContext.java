package dev.waybill.ecommerce;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.ecommerce.application.CartOrders;
import dev.waybill.ecommerce.application.CartPrices;
import dev.waybill.ecommerce.application.CartRules;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.application.Catalogue;
import dev.waybill.ecommerce.application.CodeSpellings;
import dev.waybill.ecommerce.application.Contacts;
import dev.waybill.ecommerce.application.Customers;
import dev.waybill.ecommerce.application.EcommerceAudit;
import dev.waybill.ecommerce.application.Notices;
import dev.waybill.ecommerce.application.SampleCatalogue;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.CatalogueEvent;
import dev.waybill.ecommerce.domain.Entry;
import dev.waybill.ecommerce.domain.ShipTo;
import dev.waybill.ecommerce.messaging.NoticeListener;
import dev.waybill.ecommerce.messaging.OrderProgressListener;
import dev.waybill.ecommerce.notice.CustomerNotice;
import dev.waybill.ecommerce.notice.Mailbox;
import dev.waybill.ecommerce.notice.NoticeConfiguration;
import dev.waybill.ecommerce.publishing.CartPublisher;
import dev.waybill.ecommerce.publishing.CataloguePublisher;
import dev.waybill.ecommerce.publishing.CustomerPublisher;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.context.Defaults;
import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.KnownRoles;
import dev.waybill.platform.security.Role;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The ecommerce context: the price list, carts, and how customers are reached. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("ecommerce")
@ComponentScan
@Defaults(NoticeConfiguration.class)
public class EcommerceContext {

    private static final String RUNTIME = "ecommerceRuntime";
    private static final Set<String> PERSONAL = Set.of("name", "street", "city", "postalCode");

    @Bean
    ContextRuntime ecommerceRuntime(ContextRuntimeFactory factory) {
        return factory.create(
                "ecommerce",
                "ecommerce",
                new PersonalFields(Map.of(
                        ShipTo.class, PERSONAL,
                        dev.waybill.contract.ShipTo.class, PERSONAL,
                        CheckedOut.class, Set.of("attributes"),
                        EcommerceEvent.CheckedOut.class, Set.of("attributes"),
                        OrderEvent.OrderPlaced.class, Set.of("attributes"), // while one is held back until its turn
                        Contacts.Contact.class, Set.of("email"))));
    }

    @Bean
    Catalogue catalogue(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Catalogue(
                entries(runtime, Catalogue.PRODUCT),
                entries(runtime, Catalogue.CODE),
                entries(runtime, Catalogue.TARIFF),
                runtime.jdbc(),
                runtime.transactions(),
                new CataloguePublisher(runtime.outbox()));
    }

    private static Aggregates<Entry, CatalogueEvent, CatalogueEvent> entries(ContextRuntime runtime, String category) {
        return runtime.aggregates(category, Catalogue.DECIDER, Catalogue.EVENT_TYPES, entry -> null);
    }

    @Bean
    CodeSpellings codeSpellings(@Qualifier(RUNTIME) ContextRuntime runtime, Catalogue catalogue) {
        return new CodeSpellings(runtime.jdbc(), runtime.transactions(), catalogue);
    }

    @Bean
    Carts carts(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Carts(
                runtime.aggregates(Carts.CATEGORY, Carts.DECIDER, Carts.EVENT_TYPES, Cart::customerId),
                runtime.jdbc(),
                runtime.transactions(),
                new CartPublisher(runtime.outbox()),
                runtime.clock());
    }

    @Bean
    CartOrders cartOrders(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new CartOrders(runtime.jdbc(), runtime.clock());
    }

    @Bean
    CartPrices cartPrices(Catalogue catalogue, Clock clock) {
        return new CartPrices(catalogue, clock);
    }

    @Bean
    CartRules cartRules(Carts carts, Catalogue catalogue, CartPrices prices, Customers customers) {
        return new CartRules(carts, catalogue, prices, customers);
    }

    @Bean
    Contacts contacts(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Contacts(runtime.jdbc(), runtime.transactions(), runtime.personal());
    }

    @Bean
    Mailbox mailbox(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Mailbox(runtime.jdbc(), runtime.transactions());
    }

    @Bean
    Notices notices(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Mailbox mailbox,
            Contacts contacts,
            Optional<CustomerNotice> channel) {
        return new Notices(runtime.personal(), runtime.calls(), mailbox, contacts, channel);
    }

    @Bean
    Customers customers(@Qualifier(RUNTIME) ContextRuntime runtime, Contacts contacts, Mailbox mailbox) {
        return new Customers(
                runtime.jdbc(),
                runtime.transactions(),
                runtime.personal(),
                new CustomerPublisher(runtime.outbox()),
                contacts,
                mailbox,
                runtime.clock());
    }

    @Bean
    EcommerceAudit ecommerceAudit(
            @Qualifier(RUNTIME) ContextRuntime runtime, Carts carts, CartOrders orders, Catalogue catalogue) {
        return new EcommerceAudit(
                runtime.jdbc(), new LostMessages(runtime.transactions(), runtime.outbox()), carts, orders, catalogue);
    }

    @Bean
    SmartInitializingSingleton ecommerceStart(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Catalogue catalogue,
            CodeSpellings spellings,
            Notices notices,
            CartOrders orders,
            Infrastructure infrastructure) {
        return () -> {
            runtime.subscribe(new NoticeListener(notices, runtime.clock()).subscription());
            runtime.subscribe(new OrderProgressListener(orders).subscription());
            catalogue.defineFirstTariff();
            spellings.merge();
            if (infrastructure.entirelyEmbedded()) {
                SampleCatalogue.load(catalogue);
            }
        };
    }

    @Bean
    AccessRules ecommerceAccess(KnownRoles roles) {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/customers/*/mailbox", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.DELETE, "/api/customers/*", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/api/mailbox", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.POST, "/api/erasures", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/api/contact", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.PUT, "/api/contact", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/api/carts/**", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.POST, "/api/carts/**", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.PUT, "/api/carts/**", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.DELETE, "/api/carts/**", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/api/customers/*/contact", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.PUT, "/api/customers/*/contact", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/api/products", roles.all()),
                allow(HttpMethod.GET, "/api/tariff", roles.all()),
                allow(HttpMethod.GET, "/api/discount-codes/*", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.PUT, "/api/products/*", Role.AGENT),
                allow(HttpMethod.PUT, "/api/discount-codes/*", Role.AGENT),
                allow(HttpMethod.PUT, "/api/tariff", Role.AGENT));
    }
}
