package dev.waybill.platform.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are sent.
 *
 * @param batches whether the messages that one transaction sends to one exchange travel together; not while a release that
 *     reads single messages only runs beside
 */
@ConfigurationProperties("waybill.messaging")
public record MessagingProperties(@DefaultValue("true") boolean batches) {}
