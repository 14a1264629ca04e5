package dev.waybill.shipping.carrier;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the sandbox ships.
 *
 * @param sandboxDelay how long the sandbox carrier takes for each of dispatch and delivery
 */
@ConfigurationProperties("waybill.shipping")
public record ShippingProperties(@DefaultValue("2s") Duration sandboxDelay) {}
