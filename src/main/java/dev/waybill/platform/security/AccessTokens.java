package dev.waybill.platform.security;

import dev.waybill.platform.text.ComparableText;
import dev.waybill.platform.web.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Access tokens of an OAuth2 issuer: the user in {@code sub}, roles in {@code roles} (a list, or one text with blanks between
 * them). Signature, issuer, times and audience are checked by Spring Security.
 */
@Configuration
@ConditionalOnProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri")
class AccessTokens {

    private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);
    private static final String BEARER = "Bearer ";
    private static final BearerTokenResolver TOKENS = new DefaultBearerTokenResolver();

    AccessTokens(OAuth2ResourceServerProperties settings) {
        if (settings.getJwt().getAudiences().isEmpty()) {
            log.warn(
                    "spring.security.oauth2.resourceserver.jwt.audiences is not set: tokens that {} has issued for other"
                            + " services are accepted too",
                    settings.getJwt().getIssuerUri());
        }
    }

    /** A token that names no user, never ends or has control characters in a claim is refused. */
    @Bean
    OAuth2TokenValidator<Jwt> usableClaims() {
        return token -> {
            String flaw = flaw(token);
            return flaw == null
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, flaw, null));
        };
    }

    private static @Nullable String flaw(Jwt token) {
        String name = token.getSubject();
        if (name == null || !Text.TextRule.isText(name)) {
            return "sub must be a text of 1 to " + Text.LONGEST + " characters, not only blank ones";
        }
        if (ComparableText.hasBlankEnds(name)) {
            return "sub has blanks at its ends, so it would read like the name of somebody else";
        }
        if (token.getExpiresAt() == null) {
            return "exp is missing";
        }
        return hasControlCharacters(token.getClaims()) ? "a claim has control characters" : null;
    }

    private static boolean hasControlCharacters(@Nullable Object claim) {
        return switch (claim) {
            case CharSequence text -> text.chars().anyMatch(Character::isISOControl);
            case Map<?, ?> entries ->
                entries.entrySet().stream()
                        .anyMatch(entry ->
                                hasControlCharacters(entry.getKey()) || hasControlCharacters(entry.getValue()));
            case Collection<?> elements -> elements.stream().anyMatch(AccessTokens::hasControlCharacters);
            case null, default -> false;
        };
    }

    /** The request's token; only its header is looked at, as a form would have to be read before it is known who sends it. */
    static @Nullable String token(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials != null && credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? TOKENS.resolve(request)
                : null;
    }

    /** A token's user with those of its roles that Waybill knows; an issuer has roles for other services too. */
    static JwtAuthenticationConverter users(KnownRoles known) {
        var users = new JwtAuthenticationConverter();
        users.setJwtGrantedAuthoritiesConverter(token -> authorities(token, known));
        return users;
    }

    private static Collection<GrantedAuthority> authorities(Jwt token, KnownRoles known) {
        Object claim = token.getClaims().get("roles");
        Stream<?> names = switch (claim) {
            case String text -> Stream.of(text.split("\\s+"));
            case Collection<?> elements -> elements.stream();
            case null, default -> Stream.of();
        };
        return names.filter(String.class::isInstance)
                .flatMap(name -> known.find((String) name).stream())
                .distinct()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
    }
}
