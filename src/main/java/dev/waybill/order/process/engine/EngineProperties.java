package dev.waybill.order.process.engine;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine is run.
 *
 * @param cuts what is done otherwise than by the engine as it is delivered; empty for the plain engine
 */
@ConfigurationProperties(EngineProperties.PREFIX)
public record EngineProperties(
        @DefaultValue({"foreign-keys", "indexes", "mappings", "subscriptions", "subscription-rows", "shared-commands"})
        Set<EngineCut> cuts) {

    static final String PREFIX = "waybill.order.engine";

    /** Whether a cut is made. */
    public boolean has(EngineCut cut) {
        return cuts.contains(cut);
    }

    /** Whether what executions wait for is stored, although it follows from the model. */
    boolean storesSubscriptions() {
        return !has(EngineCut.SUBSCRIPTIONS) || !has(EngineCut.SUBSCRIPTION_ROWS);
    }
}
