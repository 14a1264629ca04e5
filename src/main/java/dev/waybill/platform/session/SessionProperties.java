package dev.waybill.platform.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where browsers' logins are kept, and for how long.
 *
 * @param datasource the PostgreSQL that all processes share for it; by default the one of this process
 * @param idle after which a login ends that was not used
 * @param longest after which each login ends
 */
@ConfigurationProperties("waybill.session")
public record SessionProperties(
        @Nullable Database datasource,
        @DefaultValue("2h") Duration idle,
        @DefaultValue("12h") Duration longest) {

    /** A PostgreSQL and a role that may create or owns its schema {@code sessions}. */
    public record Database(
            String url, @Nullable String username, @Nullable String password) {}
}
