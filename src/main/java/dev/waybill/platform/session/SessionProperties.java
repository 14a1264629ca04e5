package dev.waybill.platform.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where browsers' logins are kept, and for how long.
 *
 * @param datasource the PostgreSQL that all processes share for it; by default the one of this process
 * @param idle how long a login may be unused before it ends
 * @param longest how long a login lasts at most
 */
@ConfigurationProperties("waybill.session")
public record SessionProperties(
        @Nullable Database datasource,
        @DefaultValue("2h") Duration idle,
        @DefaultValue("12h") Duration longest) {

    /** A PostgreSQL, and a role that owns its schema {@code sessions} or may create it. */
    public record Database(
            String url, @Nullable String username, @Nullable String password) {}
}
