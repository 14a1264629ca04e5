package dev.waybill.shipping;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.ShipTo;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.context.Defaults;
import dev.waybill.platform.messaging.EventPublisher;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import dev.waybill.shipping.application.CarrierCalls;
import dev.waybill.shipping.application.CarrierReports;
import dev.waybill.shipping.application.Shipments;
import dev.waybill.shipping.application.ShippingAudit;
import dev.waybill.shipping.carrier.Carrier;
import dev.waybill.shipping.carrier.SandboxCarrier;
import dev.waybill.shipping.carrier.SandboxShipping;
import dev.waybill.shipping.carrier.ShippingProperties;
import dev.waybill.shipping.domain.Shipment;
import dev.waybill.shipping.messaging.ShipmentListener;
import dev.waybill.shipping.publishing.ShipmentMessages;
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

/** The shipping context: shipments and their carrier. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("shipping")
@ComponentScan
@Defaults(SandboxShipping.class)
@EnableConfigurationProperties(ShippingProperties.class)
public class ShippingContext {

    private static final Set<String> PERSONAL = Set.of("name", "street", "city", "postalCode");

    @Bean
    ContextRuntime shippingRuntime(ContextRuntimeFactory factory) {
        return factory.create(
                "shipping",
                "shipping",
                new PersonalFields(Map.of(ShipTo.class, PERSONAL, dev.waybill.shipping.domain.ShipTo.class, PERSONAL)));
    }

    @Bean
    Shipments shipments(@Qualifier("shippingRuntime") ContextRuntime runtime) {
        return new Shipments(
                runtime.aggregates(Shipments.CATEGORY, Shipments.DECIDER, Shipments.EVENT_TYPES, Shipment::customerId),
                new EventPublisher<>(Shipments.CATEGORY, runtime.outbox(), ShipmentMessages::of),
                runtime.calls());
    }

    /** Where a carrier reports what happens to its parcels. */
    @Bean
    CarrierReports carrierReports(@Qualifier("shippingRuntime") ContextRuntime runtime, Shipments shipments) {
        return new CarrierReports(shipments, runtime.transactions(), runtime.clock());
    }

    @Bean
    SmartInitializingSingleton shippingListeners(
            @Qualifier("shippingRuntime") ContextRuntime runtime,
            Shipments shipments,
            Carrier carrier,
            CarrierReports reports,
            ObjectProvider<SandboxCarrier> sandbox) {
        return () -> {
            new CarrierCalls(shipments, carrier, runtime.clock()).register(runtime.calls());
            runtime.subscribe(new ShipmentListener(shipments, runtime.personal(), runtime.clock()).subscription());
            sandbox.ifAvailable(parcels ->
                    runtime.alongside(parcels.mover(runtime.transactions().concurrencyLimit(), reports)));
        };
    }

    @Bean
    ShippingAudit shippingAudit(@Qualifier("shippingRuntime") ContextRuntime runtime, Shipments shipments) {
        return new ShippingAudit(runtime.jdbc(), new LostMessages(runtime.transactions(), runtime.outbox()), shipments);
    }

    @Bean
    AccessRules shippingAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/shipments", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/api/sandbox/parcels", Role.AGENT, Role.OPERATOR));
    }
}
