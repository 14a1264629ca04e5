package dev.waybill.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.security.SecurityProperties.ConfiguredUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.userdetails.UserDetails;

class UsersTest {

    private static final Infrastructure EMBEDDED = new Infrastructure(true, true);
    private static final KnownRoles ROLES = new KnownRoles(List.of(Role.CUSTOMER, Role.AGENT, Role.OPERATOR));
    private static final Infrastructure HALF = new Infrastructure(true, false);
    private static final SecurityProperties NO_USERS = new SecurityProperties(Map.of(), 10, 50, 1_000);

    private static SecurityProperties ada(String password, String... roles) {
        return new SecurityProperties(Map.of("ada", new ConfiguredUser(password, List.of(roles))), 10, 50, 1_000);
    }

    @Test
    void buildsInAnAdminWhereEverythingIsEmbeddedAndOnLoopback() {
        assertThat(Users.of(NO_USERS, ROLES, EMBEDDED, false, "127.0.0.1"))
                .singleElement()
                .satisfies(user -> assertThat(user.getUsername()).isEqualTo("admin"))
                .satisfies(user ->
                        assertThat(user.getAuthorities()).hasSize(ROLES.roles().size()));
    }

    @Test
    void refusesTheBuiltInAdminForTheWholeNetwork() {
        assertThatThrownBy(() -> Users.of(NO_USERS, ROLES, EMBEDDED, false, "0.0.0.0"))
                .hasMessageContaining("is not served on server.address=0.0.0.0");
    }

    @Test
    void needsUsersOrAnIssuerWhereAnythingIsExternal() {
        assertThatThrownBy(() -> Users.of(NO_USERS, ROLES, HALF, false, "127.0.0.1"))
                .hasMessageContaining("no users are configured");
        assertThat(Users.of(NO_USERS, ROLES, HALF, true, "127.0.0.1")).isEmpty();
    }

    @Test
    void replacesTheBuiltInAdminByConfiguredUsers() {
        assertThat(Users.of(ada("{noop}secret", "agent", "operator"), ROLES, EMBEDDED, false, "0.0.0.0"))
                .singleElement()
                .extracting(UserDetails::getUsername)
                .isEqualTo("ada");
    }

    @Test
    void namesWhatIsWrongWithAUser() {
        assertThatThrownBy(() -> Users.of(ada("secret", "agent"), ROLES, HALF, false, "127.0.0.1"))
                .hasMessageContaining("waybill.security.users.ada.password is missing or not encoded");
        assertThatThrownBy(() -> Users.of(ada("{noop}secret", "king"), ROLES, HALF, false, "127.0.0.1"))
                .hasMessageContaining("no role \"king\"");
    }
}
