package dev.waybill.platform.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many live streams may be open, and how long one may be silent.
 *
 * @param streamsPerUser of one user in this process; then 429
 * @param streams of all users in this process; then 503
 * @param beat between two signs of life on a stream without news, by which clients that have gone are found
 */
@ConfigurationProperties("waybill.live")
public record LiveProperties(
        @DefaultValue("20") int streamsPerUser,
        @DefaultValue("2000") int streams,
        @DefaultValue("15s") Duration beat) {}
