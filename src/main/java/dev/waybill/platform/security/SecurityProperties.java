package dev.waybill.platform.security;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The users by name, and the limits of each.
 *
 * @param users each with an encoded password such as {@code {bcrypt}…} and roles
 * @param failedLoginsPerName how many passwords may be wrong for a name in a minute; beyond that none is checked
 * @param failedLoginsPerAddress likewise for the address that they come from
 * @param requestsPerSecond how many requests of a user are answered in a second, on average over ten
 */
@ConfigurationProperties("waybill.security")
public record SecurityProperties(
        @DefaultValue Map<String, ConfiguredUser> users,
        @DefaultValue("10") int failedLoginsPerName,
        @DefaultValue("50") int failedLoginsPerAddress,
        @DefaultValue("1000") int requestsPerSecond) {

    /** A user as configured. */
    public record ConfiguredUser(
            String password, @DefaultValue List<String> roles) {}
}
