package dev.waybill.desk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the desk compares books.
 *
 * @param reconciliationPatience how long a message may be under way before it counts as lost
 * @param reconciliationInterval how often the books are compared without being asked
 * @param reconciliationWindow what was moved within this time is compared beside all that is open
 */
@ConfigurationProperties("waybill.desk")
public record DeskProperties(
        @DefaultValue("60s") Duration reconciliationPatience,
        @DefaultValue("60s") Duration reconciliationInterval,
        @DefaultValue("1h") Duration reconciliationWindow) {}
