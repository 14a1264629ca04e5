package dev.waybill.shipping;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.shipping.carrier.Carrier;
import dev.waybill.shipping.carrier.SandboxCarrier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The carrier where no other one is declared. */
class SandboxShipping {

    @Bean
    @ConditionalOnMissingBean(Carrier.class)
    SandboxCarrier sandboxCarrier(
            @Qualifier("shippingParts") ContextRuntime parts, ShippingProperties properties, Shipments shipments) {
        var carrier =
                new SandboxCarrier(parts.jdbc(), parts.transactions().turns(), properties.sandboxDelay(), shipments);
        parts.alongside(carrier.mover());
        return carrier;
    }
}
