package dev.waybill.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient orders are.
 *
 * @param paymentPatience how long to wait for another payment method after each decline
 */
@ConfigurationProperties("waybill.order")
public record OrderProperties(@DefaultValue("7d") Duration paymentPatience) {}
