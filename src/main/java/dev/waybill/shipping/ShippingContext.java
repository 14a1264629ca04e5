package dev.waybill.shipping;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.ShipTo;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.context.Defaults;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import dev.waybill.shipping.carrier.Carrier;
import dev.waybill.shipping.domain.ShipmentCommand.RecordBooked;
import dev.waybill.shipping.domain.ShipmentCommand.RecordCancellation;
import dev.waybill.shipping.messaging.ShipmentListener;
import java.util.Map;
import java.util.Set;
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
    ContextRuntime shippingParts(ContextRuntimeFactory factory) {
        return factory.create(
                "shipping",
                "shipping",
                new PersonalFields(Map.of(ShipTo.class, PERSONAL, dev.waybill.shipping.domain.ShipTo.class, PERSONAL)));
    }

    @Bean
    SmartInitializingSingleton shippingListeners(
            @Qualifier("shippingParts") ContextRuntime parts, Shipments shipments, Carrier carrier) {
        return () -> {
            parts.subscribe(new ShipmentListener(shipments, parts.clock()).subscription());
            parts.calls().register(Shipments.BOOK, "shipment", (id, orderId) -> {
                var booking = shipments.booking(orderId);
                if (booking.shipTo().street().equals(PersonalJson.ERASED)) {
                    return () -> {}; // nobody knows where it would go; the order's cancellation is on its way
                }
                String tracking = carrier.book(booking);
                return () -> shipments.handle(orderId, new RecordBooked(tracking, shipments.now()));
            });
            parts.calls().register(Shipments.CANCEL, "shipment", (id, orderId) -> {
                boolean stopped = carrier.cancel(shipments.booking(orderId).shipmentId());
                return () -> shipments.handle(orderId, new RecordCancellation(stopped));
            });
        };
    }

    @Bean
    AccessRules shippingAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/shipments", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/api/sandbox/parcels", Role.AGENT, Role.OPERATOR));
    }
}
