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
        @DefaultValue({"foreign-keys", "event-jobs", "mappings", "subscriptions", "shared-commands"})
        Set<EngineCut> cuts) {

    static final String PREFIX = "waybill.order.engine";

    /** Whether a cut is made. */
    public boolean has(EngineCut cut) {
        return cuts.contains(cut);
    }
}
