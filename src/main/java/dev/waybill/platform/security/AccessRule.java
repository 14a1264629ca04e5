package dev.waybill.platform.security;

import java.util.List;
import org.springframework.http.HttpMethod;

/** Who may call a path: contexts contribute a list of these as a bean. The first rule that fits decides. */
public record AccessRule(HttpMethod method, String path, List<Role> roles) {

    /** A rule; {@code path} is an MVC pattern such as {@code /api/things/**}. */
    public static AccessRule allow(HttpMethod method, String path, Role... roles) {
        return new AccessRule(method, path, List.of(roles));
    }
}
