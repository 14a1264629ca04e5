package dev.waybill.platform.security;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Decides by the rules of all contexts. Where no rule names the path every user is let through, to be answered that nothing is
 * there: {@link UnruledPaths} sees to it that something is there only where a rule names it.
 */
final class AccessDecisions implements AuthorizationManager<RequestAuthorizationContext> {

    private record Entry(
            AccessRule rule, PathPatternRequestMatcher path, AuthorizationManager<RequestAuthorizationContext> roles) {

        static Entry of(AccessRule rule) {
            return new Entry(
                    rule,
                    PathPatternRequestMatcher.withDefaults().matcher(rule.path()),
                    AuthorityAuthorizationManager.hasAnyRole(
                            rule.roles().stream().map(Role::name).toArray(String[]::new)));
        }
    }

    private final List<Entry> entries;
    private final AuthorizationManager<RequestAuthorizationContext> anyUser =
            AuthenticatedAuthorizationManager.authenticated();

    AccessDecisions(List<AccessRules> contexts) {
        this.entries = contexts.stream()
                .flatMap(context -> context.rules().stream())
                .map(Entry::of)
                .toList();
    }

    @Override
    public AuthorizationResult authorize(Supplier<@Nullable Authentication> user, RequestAuthorizationContext context) {
        var request = context.getRequest();
        List<Entry> named =
                entries.stream().filter(entry -> entry.path().matches(request)).toList();
        AuthorizationResult decision = named.isEmpty()
                ? anyUser.authorize(user, context)
                : named.stream()
                        .filter(entry -> entry.rule().covers(request.getMethod()))
                        .findFirst()
                        .map(entry -> entry.roles().authorize(user, context))
                        .orElse(null);
        return decision == null ? new AuthorizationDecision(false) : decision;
    }

    @Override
    @Deprecated(since = "Spring Security 6.4 asks authorize() instead")
    public @Nullable AuthorizationDecision check(
            Supplier<@Nullable Authentication> user, RequestAuthorizationContext context) {
        return new AuthorizationDecision(authorize(user, context).isGranted());
    }
}
