package dev.waybill.platform.calls;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outside world is called.
 *
 * @param timeLimit after which an answer is no longer waited for, and the call is made again
 * @param longestPause between two attempts at a call; what was away for longer is found again within it
 */
@ConfigurationProperties("waybill.calls")
public record CallProperties(
        @DefaultValue("10s") Duration timeLimit,
        @DefaultValue("20s") Duration longestPause) {}
