package dev.waybill.platform.security;

import dev.waybill.platform.text.ComparableText;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * The user behind a request; a controller takes it as an argument. Every user has a name: a request whose
 * user's name is unknown has access to nothing.
 */
public record CurrentUser(String name, Set<Role> roles) {

    public CurrentUser {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a user without a name has access to nothing");
        }
    }

    /** Whether the user may act for that customer: agents for all, customers for themselves. */
    public boolean mayActFor(String customer) {
        return roles.contains(Role.AGENT) || (roles.contains(Role.CUSTOMER) && ComparableText.same(name, customer));
    }

    /** Whether the user may see that customer's things: operators see everything. */
    public boolean maySee(String customer) {
        return roles.contains(Role.OPERATOR) || mayActFor(customer);
    }

    /** Whether the user may see only what is their own. */
    public boolean seesOwnOnly() {
        return !roles.contains(Role.OPERATOR) && !roles.contains(Role.AGENT);
    }

    /** Whose things a list may show to the user. */
    public Owners visibleOwners() {
        return seesOwnOnly() ? new Owners.Only(name) : new Owners.All();
    }

    static CurrentUser of(Authentication authentication) {
        Set<String> granted = authentication.getAuthorities().stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .collect(Collectors.toSet());
        return new CurrentUser(
                authentication.getName(),
                granted.stream()
                        .flatMap(authority -> Role.granted(authority).stream())
                        .collect(Collectors.toSet()));
    }

    /** Gives controllers their user. */
    public static final class CurrentUserResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == CurrentUser.class;
        }

        @Override
        public CurrentUser resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            Principal principal = request.getUserPrincipal();
            if (principal instanceof Authentication authentication) {
                return of(authentication);
            }
            throw new IllegalStateException("a controller was reached without a user");
        }
    }
}
