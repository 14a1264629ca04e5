package dev.waybill.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient orders are.
 *
 * @param paymentPatience how long to wait for another payment method after each decline
 * @param backOrderReminder after how long a customer whose order waits for stock is reminded
 * @param backOrderPatience after how long an order that waits for stock is cancelled
 */
@ConfigurationProperties("waybill.order")
public record OrderProperties(
        @DefaultValue("7d") Duration paymentPatience,
        @DefaultValue("3d") Duration backOrderReminder,
        @DefaultValue("30d") Duration backOrderPatience) {}
