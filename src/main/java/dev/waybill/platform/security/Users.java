package dev.waybill.platform.security;

import dev.waybill.platform.base.Misconfigured;
import dev.waybill.platform.embedded.Infrastructure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/** Who the users are: those of the settings, or the one built in where everything is embedded and listens on loopback. */
final class Users {

    private static final Logger log = LoggerFactory.getLogger(Users.class);
    private static final String ENCODED = "\\{\\w[\\w@-]*}.+";

    private Users() {}

    static List<UserDetails> of(
            SecurityProperties settings,
            KnownRoles roles,
            Infrastructure infrastructure,
            boolean issuer,
            String address) {
        if (!settings.users().isEmpty()) {
            return settings.users().entrySet().stream()
                    .map(user -> configured(user, roles))
                    .toList();
        }
        if (infrastructure.entirelyEmbedded()) {
            refuseBeyondLoopback(address);
            log.info("No users are configured: admin/admin may do everything, from this machine only");
            return List.of(user("admin", "{noop}admin", roles.roles()));
        }
        if (!issuer) {
            throw new Misconfigured(
                    "no users are configured, and the built-in one is for the embedded default only",
                    "Set waybill.security.users.<name>.password (encoded, like {bcrypt}…) and .roles, or an OAuth2"
                            + " issuer in spring.security.oauth2.resourceserver.jwt.issuer-uri.");
        }
        return List.of();
    }

    private static void refuseBeyondLoopback(String address) {
        try {
            if (!InetAddress.getByName(address).isLoopbackAddress()) {
                throw new Misconfigured(
                        "the built-in user admin/admin is not served on server.address=" + address,
                        "Configure waybill.security.users.<name>.password and .roles, or listen on 127.0.0.1.");
            }
        } catch (UnknownHostException e) {
            throw new Misconfigured("server.address=" + address + " is no address of this machine", "Mend it.");
        }
    }

    private static UserDetails configured(
            Map.Entry<String, SecurityProperties.ConfiguredUser> entry, KnownRoles roles) {
        String property = "waybill.security.users." + entry.getKey();
        SecurityProperties.ConfiguredUser user = entry.getValue();
        if (user.password() == null || !user.password().matches(ENCODED)) {
            throw new Misconfigured(
                    property + ".password is missing or not encoded",
                    "Prefix it with its encoding, like {bcrypt}$2a$10$… or, for tests only, {noop}secret.");
        }
        try {
            return user(
                    entry.getKey(),
                    user.password(),
                    user.roles().stream().map(roles::named).toList());
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(property + ".roles: " + e.getMessage(), "Mend the list of roles.");
        }
    }

    private static UserDetails user(String name, String password, List<Role> roles) {
        return User.withUsername(name)
                .password(password)
                .authorities(roles.stream().map(Role::authority).toArray(String[]::new))
                .build();
    }
}
