package dev.waybill.journey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shop with a user for each role, each pair of roles, all of them and none; and these users. */
final class RoleShop {

    /** A role, by the letter that tables have for it. */
    enum Role {
        CUSTOMER,
        AGENT,
        WAREHOUSE,
        OPERATOR;

        static Set<Role> of(String letters) {
            return letters.chars()
                    .mapToObj(letter -> Arrays.stream(values())
                            .filter(role -> role.name().charAt(0) == letter)
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException(letters)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        }
    }

    /** A user with these roles, named after them. */
    record User(Set<Role> roles) {

        String name() {
            return roles.isEmpty()
                    ? "nothing"
                    : roles.stream()
                            .map(Role::name)
                            .collect(Collectors.joining("-"))
                            .toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** Another customer than the user of that role. */
    static final String OTHER = "ada";

    /** Another site, whose pages may call the API. */
    static final String ALLOWED_SITE = "https://shop.example";

    private RoleShop() {}

    static List<User> users() {
        Stream<Set<Role>> pairs = Arrays.stream(Role.values())
                .flatMap(one -> Arrays.stream(Role.values())
                        .filter(other -> other.ordinal() >= one.ordinal())
                        .<Set<Role>>map(other -> EnumSet.of(one, other)));
        return Stream.concat(Stream.of(EnumSet.noneOf(Role.class), EnumSet.allOf(Role.class)), pairs)
                .map(User::new)
                .toList();
    }

    static Shop open() {
        List<String> settings = new ArrayList<>();
        users().forEach(user -> settings.addAll(
                settings(user.name(), user.roles().stream().map(Role::name).collect(Collectors.joining(",")))));
        settings.addAll(settings(OTHER, "customer"));
        settings.add("--waybill.security.requests-per-second=10000");
        settings.add("--waybill.web.allowed-origins=" + ALLOWED_SITE);
        settings.add("--waybill.live.beat=500ms"); // how long the server holds a stream whose client has left
        return Shop.openWith(settings);
    }

    private static List<String> settings(String name, String roles) {
        String user = "--waybill.security.users." + name;
        return List.of(user + ".password={noop}secret", user + ".roles=" + roles.toLowerCase(Locale.ROOT));
    }
}
