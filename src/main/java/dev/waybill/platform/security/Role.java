package dev.waybill.platform.security;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user may be. The platform itself knows three roles; an application may have more ({@link KnownRoles}).
 *
 * @param name in capital letters
 */
public record Role(String name) {

    private static final Pattern NAME = Pattern.compile("[A-Z]+");
    private static final String AUTHORITY = "ROLE_";

    /** Sees and changes what belongs to itself. */
    public static final Role CUSTOMER = new Role("CUSTOMER");

    /** Acts for every customer. */
    public static final Role AGENT = new Role("AGENT");

    /** Runs the system: sees everything, and repairs it. */
    public static final Role OPERATOR = new Role("OPERATOR");

    public Role {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a role has capital letters only, not \"" + name + "\"");
        }
    }

    String authority() {
        return AUTHORITY + name;
    }

    /** The role that an authority grants; empty for one that is no role. */
    static Optional<Role> granted(String authority) {
        return authority.startsWith(AUTHORITY)
                ? Optional.of(new Role(authority.substring(AUTHORITY.length())))
                : Optional.empty();
    }
}
