package dev.waybill.order;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.messaging.AnswerListener;
import dev.waybill.order.messaging.ShopListener;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.ProcessIncidents;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.KnownRoles;
import dev.waybill.platform.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The order context: orders, and the process that coordinates the other contexts. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("order")
@ComponentScan
@EnableConfigurationProperties(OrderProperties.class)
public class OrderContext {

    private static final Set<String> PERSONAL = Set.of("name", "street", "city", "postalCode");
    private static final Set<String> ATTRIBUTES = Set.of("attributes");
    private static final List<String> SERVICES = List.of("billing", "inventory", "shipping");

    /** {@code order} is a reserved word in SQL, so the schema is called orders. */
    @Bean
    ContextRuntime orderParts(ContextRuntimeFactory factory) {
        return factory.create(
                "order",
                "orders",
                new PersonalFields(Map.of(
                        ShipTo.class, PERSONAL,
                        dev.waybill.contract.ShipTo.class, PERSONAL,
                        OrderPlaced.class, ATTRIBUTES,
                        dev.waybill.contract.order.OrderEvent.OrderPlaced.class, ATTRIBUTES,
                        CheckedOut.class, ATTRIBUTES)));
    }

    @Bean
    AccessRules orderAccess(KnownRoles roles) {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/orders/**", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.POST, "/api/orders/**", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.PUT, "/api/orders/**", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/api/processes/**", roles.all()));
    }

    @Bean
    SmartInitializingSingleton orderListeners(
            @Qualifier("orderParts") ContextRuntime parts,
            Orders orders,
            RecordAnswer recordAnswer,
            PlaceAgreedOrder placeAgreedOrder,
            EraseCustomer eraseCustomer,
            OrderProcess process,
            ProcessIncidents incidents) {
        return () -> {
            SERVICES.forEach(service -> parts.subscribe(
                    new AnswerListener("order.hears." + service + ".events", orders, recordAnswer, process, incidents)
                            .subscription()));
            parts.subscribe(
                    new ShopListener(parts.localCopies(), placeAgreedOrder, eraseCustomer, process).subscription());
        };
    }
}
