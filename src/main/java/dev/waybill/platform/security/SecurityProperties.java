package dev.waybill.platform.security;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The users, by name.
 *
 * @param users each with an encoded password such as {@code {bcrypt}…} and roles
 */
@ConfigurationProperties("waybill.security")
public record SecurityProperties(@DefaultValue Map<String, ConfiguredUser> users) {

    /** A user as configured. */
    public record ConfiguredUser(
            String password, @DefaultValue List<String> roles) {}
}
