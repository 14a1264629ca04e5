package dev.waybill.platform.security;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * A browser's login: a signed token in a cookie. Every process with the same secret takes it, so none keeps a session, and
 * a login holds across contexts and copies. The token names the user alone; the roles are those that the user has now.
 */
public final class BrowserLogin {

    static final String COOKIE = "waybill-login";

    private static final Duration LASTS = Duration.ofHours(12);

    /** Longer than the login in it: a browser that still has a cookie is led to the login's page, not asked by a dialog. */
    private static final Duration COOKIE_LASTS = Duration.ofDays(30);

    private static final String LOGGED_OUT = "none";

    private final UserDetailsService users;
    private final DaoAuthenticationProvider passwords;
    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;
    private final Clock clock;

    BrowserLogin(UserDetailsService users, PasswordEncoder passwords, SecretKey secret, Clock clock) {
        this.users = users;
        this.passwords = new DaoAuthenticationProvider(users);
        this.passwords.setPasswordEncoder(passwords);
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(secret));
        this.decoder = NimbusJwtDecoder.withSecretKey(secret)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        this.clock = clock;
    }

    /** The cookie of the user with that name and password; empty when there is none. */
    public Optional<ResponseCookie> login(HttpServletRequest request, String name, String password) {
        try {
            var user = passwords.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password));
            return Optional.of(cookie(request, token(user.getName())));
        } catch (AuthenticationException e) {
            return Optional.empty();
        }
    }

    /** A cookie in the place of the login's that lets nobody in. */
    public ResponseCookie logout(HttpServletRequest request) {
        return cookie(request, LOGGED_OUT);
    }

    /** Who has logged in with the browser that asks; empty when nobody has, or too long ago. */
    Optional<Authentication> of(HttpServletRequest request) {
        return cookieOf(request)
                .flatMap(this::name)
                .flatMap(this::user)
                .map(user -> UsernamePasswordAuthenticationToken.authenticated(
                        user.getUsername(), "", user.getAuthorities()));
    }

    static Optional<String> cookieOf(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private Optional<UserDetails> user(String name) {
        try {
            return Optional.of(users.loadUserByUsername(name));
        } catch (UsernameNotFoundException e) {
            return Optional.empty();
        }
    }

    private String token(String name) {
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .subject(name)
                .issuedAt(clock.instant())
                .expiresAt(clock.instant().plus(LASTS))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
    }

    private Optional<String> name(String token) {
        try {
            return Optional.ofNullable(decoder.decode(token).getSubject());
        } catch (JwtException e) {
            return Optional.empty(); // an old one, or of another secret: the browser is asked to log in
        }
    }

    private static ResponseCookie cookie(HttpServletRequest request, String value) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(COOKIE_LASTS)
                .build();
    }
}
