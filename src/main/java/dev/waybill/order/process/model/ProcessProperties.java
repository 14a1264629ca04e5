package dev.waybill.order.process.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which version of the process's model orders follow.
 *
 * @param version the version for new orders and for those that are rebased; by default the newest that this release has. An
 *     earlier one is set while copies of the earlier release run beside
 * @param rebase whether running orders are moved to that version by themselves
 * @param rebasePerSecond how many orders are moved in a second at most
 */
@Validated
@ConfigurationProperties("waybill.order.process")
public record ProcessProperties(
        @Nullable String version,
        @DefaultValue("true") boolean rebase,
        @DefaultValue("100") @Min(1) @Max(MOST_PER_SECOND) int rebasePerSecond) {

    /** More orders than that are moved in no second. */
    public static final int MOST_PER_SECOND = 10_000;
}
