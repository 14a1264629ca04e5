package dev.waybill.shipping.carrier;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The carrier where no other one is declared. */
public class SandboxShipping {

    @Bean
    @ConditionalOnMissingBean(Carrier.class)
    SandboxCarrier sandboxCarrier(JdbcTemplate jdbc, ShippingProperties properties) {
        return new SandboxCarrier(jdbc, properties.sandboxDelay());
    }
}
