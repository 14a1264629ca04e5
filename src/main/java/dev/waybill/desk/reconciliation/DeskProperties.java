package dev.waybill.desk.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the desk compares books.
 *
 * @param reconciliationPatience how long a message may be in flight before it counts as lost
 * @param reconciliationInterval how often the books are compared by schedule
 * @param reconciliationWindow subjects that moved within this time are compared in addition to all open ones
 */
@ConfigurationProperties("waybill.desk")
public record DeskProperties(
        @DefaultValue("60s") Duration reconciliationPatience,
        @DefaultValue("60s") Duration reconciliationInterval,
        @DefaultValue("1h") Duration reconciliationWindow) {}
