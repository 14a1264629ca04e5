package dev.waybill.billing.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How billing collects.
 *
 * @param authorizationLifetime after which an authorization has lapsed and is renewed before a capture
 */
@ConfigurationProperties("waybill.billing")
public record BillingProperties(@DefaultValue("7d") Duration authorizationLifetime) {}
