package dev.waybill.platform.security;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The users, by name.
 *
 * @param users each with an encoded password such as {@code {bcrypt}…} and roles
 * @param loginSecret signs the logins of browsers, at least 32 characters; all processes that share logins have the same, and
 *     by default each process makes one that it forgets when it ends
 */
@ConfigurationProperties("waybill.security")
public record SecurityProperties(
        @DefaultValue Map<String, ConfiguredUser> users,
        @DefaultValue("") String loginSecret) {

    /** A user as configured. */
    public record ConfiguredUser(
            String password, @DefaultValue List<String> roles) {}
}
