package dev.waybill.platform.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The roles that an application knows, in the order in which they are listed; others in settings or tokens grant nothing. */
public record KnownRoles(List<Role> roles) {

    public KnownRoles {
        roles = List.copyOf(roles);
    }

    /** All of them, for what any user with a role may do. */
    public Role[] all() {
        return roles.toArray(Role[]::new);
    }

    /** The role of that name in settings and tokens, without regard to case and outer blanks; empty for any other name. */
    Optional<Role> find(String name) {
        return roles.stream()
                .filter(role -> role.name().equals(name.trim().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** As {@link #find}, where an unknown name is a mistake: throws an {@link IllegalArgumentException} that names it. */
    Role named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no role \"" + name + "\"; roles are " + names()));
    }

    private String names() {
        return roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }
}
