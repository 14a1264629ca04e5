package dev.waybill.platform.live;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many live streams may be open.
 *
 * @param streamsPerUser of one user in this process; then 429
 * @param streams of all users in this process; then 503
 */
@ConfigurationProperties("waybill.live")
public record LiveProperties(
        @DefaultValue("20") int streamsPerUser,
        @DefaultValue("2000") int streams) {}
