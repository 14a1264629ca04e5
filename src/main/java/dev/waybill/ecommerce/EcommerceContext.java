package dev.waybill.ecommerce;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.ecommerce.messaging.NoticeListener;
import dev.waybill.ecommerce.notice.Mailbox;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.context.ContextPartsFactory;
import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
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
public class EcommerceContext {

    @Bean
    ContextParts ecommerceParts(ContextPartsFactory factory) {
        return factory.create("ecommerce", "ecommerce", PersonalFields.none());
    }

    @Bean
    SmartInitializingSingleton ecommerceStart(
            @Qualifier("ecommerceParts") ContextParts parts,
            Catalogue catalogue,
            Mailbox mailbox,
            Infrastructure infrastructure) {
        return () -> {
            parts.listen(new NoticeListener(mailbox, parts.clock()));
            catalogue.defineFirstTariff();
            if (infrastructure.entirelyEmbedded()) {
                SampleCatalogue.load(catalogue);
            }
        };
    }

    @Bean
    AccessRules ecommerceAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/customers/*/mailbox", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/api/products", Role.values()),
                allow(HttpMethod.GET, "/api/tariff", Role.values()),
                allow(HttpMethod.GET, "/api/discount-codes/*", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.PUT, "/api/products/*", Role.AGENT),
                allow(HttpMethod.PUT, "/api/discount-codes/*", Role.AGENT),
                allow(HttpMethod.PUT, "/api/tariff", Role.AGENT));
    }
}
