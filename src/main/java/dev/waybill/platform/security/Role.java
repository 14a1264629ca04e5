package dev.waybill.platform.security;

import java.util.Arrays;
import java.util.Locale;

/** What a user may be: a customer of the shop, an agent of the desk, somebody in the warehouse, or an operator. */
public enum Role {
    CUSTOMER,
    AGENT,
    WAREHOUSE,
    OPERATOR;

    /** The role by its name in settings and tokens, in small letters. */
    public static Role named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equals(name.trim().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no role \"" + name + "\"; roles are customer, agent, warehouse and operator"));
    }

    String authority() {
        return "ROLE_" + name();
    }
}
