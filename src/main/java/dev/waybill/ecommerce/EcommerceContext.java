package dev.waybill.ecommerce;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.ShipTo;
import dev.waybill.ecommerce.messaging.NoticeListener;
import dev.waybill.ecommerce.messaging.OrderProgressListener;
import dev.waybill.ecommerce.notice.Contacts;
import dev.waybill.ecommerce.notice.NoticeConfiguration;
import dev.waybill.ecommerce.notice.Notices;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.context.Defaults;
import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.KnownRoles;
import dev.waybill.platform.security.Role;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The ecommerce context: the price list, and how customers are reached. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("ecommerce")
@ComponentScan
@Defaults(NoticeConfiguration.class)
public class EcommerceContext {

    private static final Set<String> PERSONAL = Set.of("name", "street", "city", "postalCode");

    @Bean
    ContextRuntime ecommerceParts(ContextRuntimeFactory factory) {
        return factory.create(
                "ecommerce",
                "ecommerce",
                new PersonalFields(Map.of(
                        ShipTo.class, PERSONAL,
                        dev.waybill.contract.ShipTo.class, PERSONAL,
                        CheckedOut.class, Set.of("attributes"),
                        EcommerceEvent.CheckedOut.class, Set.of("attributes"),
                        OrderEvent.OrderPlaced.class, Set.of("attributes"), // while one is kept until its turn
                        Contacts.Contact.class, Set.of("email"))));
    }

    @Bean
    SmartInitializingSingleton ecommerceStart(
            @Qualifier("ecommerceParts") ContextRuntime parts,
            Catalogue catalogue,
            CodeSpellings spellings,
            Notices notices,
            Carts carts,
            Infrastructure infrastructure) {
        return () -> {
            parts.subscribe(new NoticeListener(notices, parts.clock()).subscription());
            parts.subscribe(new OrderProgressListener(carts).subscription());
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
