package dev.waybill.platform.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user may be: a customer of the shop, an agent of the desk, somebody in the warehouse, or an operator. */
public enum Role {
    CUSTOMER,
    AGENT,
    WAREHOUSE,
    OPERATOR;

    /** The role of that name in settings and tokens, without regard to case and outer blanks; empty for any other name. */
    static Optional<Role> find(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equals(name.trim().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** As {@link #find}, where an unknown name is a mistake: an {@link IllegalArgumentException} that says so. */
    static Role named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no role \"" + name + "\"; roles are customer, agent, warehouse and operator"));
    }

    String authority() {
        return "ROLE_" + name();
    }
}
