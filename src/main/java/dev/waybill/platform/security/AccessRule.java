package dev.waybill.platform.security;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * Which roles may call a path with a method. Contexts contribute a list of these as a bean; the first rule that fits decides.
 * A rule for GET covers HEAD. A path that some rule names refuses every method that no rule allows.
 */
public record AccessRule(HttpMethod method, String path, List<Role> roles) {

    /** A rule; {@code path} is an MVC pattern such as {@code /api/things/**}. */
    public static AccessRule allow(HttpMethod method, String path, Role... roles) {
        return new AccessRule(method, path, List.of(roles));
    }

    /** Whether the rule is about requests with that method; HEAD is a GET whose answer has no body. */
    boolean covers(String method) {
        return this.method.matches(method) || (this.method == HttpMethod.GET && method.equals("HEAD"));
    }
}
