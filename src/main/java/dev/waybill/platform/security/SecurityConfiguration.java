package dev.waybill.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.context.Misconfigured;
import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.web.PageRequests;
import dev.waybill.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;

/** Everything needs a user, but for the health; contexts say who may call their paths. */
@Configuration
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    private static final String OPEN_HEALTH = "/actuator/health/**";
    private static final String LOGIN = "/login";
    private static final int SECRET_BYTES = 32;

    /**
     * Pages load nothing from elsewhere, and run no script that is written into them; the viewer of diagrams writes the
     * style attributes of its elements. Cockpit sets a policy of its own before, with a nonce for its scripts, which stays.
     */
    private static final String OWN_CONTENT_ONLY =
            "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final ObjectMapper json;
    private final boolean issuer;

    SecurityConfiguration(
            ObjectMapper json, @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri:}") String issuer) {
        this.json = json;
        this.issuer = !issuer.isEmpty();
    }

    @Bean
    UserDetailsService users(
            SecurityProperties settings,
            Infrastructure infrastructure,
            @Value("${server.address:0.0.0.0}") String address) {
        return new InMemoryUserDetailsManager(Users.of(settings, infrastructure, issuer, address));
    }

    /** Each request is observed as a whole; observing each of the dozen security filters in it costs more than they do. */
    @Bean
    SecurityObservationSettings filtersAreNotObserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwords() {
        return new RememberedPasswords(PasswordEncoderFactories.createDelegatingPasswordEncoder());
    }

    /** What the firewall refuses (a NUL in a path, an encoded slash) is a problem like any other. */
    @Bean
    RequestRejectedHandler refusedPaths() {
        return (request, response, refusal) -> problem(
                response,
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                "the path or a header has characters that are not allowed");
    }

    @Bean
    BrowserLogin browserLogin(
            UserDetailsService users, PasswordEncoder passwords, SecurityProperties settings, Clock clock) {
        return new BrowserLogin(users, passwords, secret(settings.loginSecret()), clock);
    }

    private static SecretKey secret(String configured) {
        byte[] secret = configured.isEmpty()
                ? new SecureRandom().generateSeed(SECRET_BYTES)
                : configured.getBytes(StandardCharsets.UTF_8);
        if (secret.length < SECRET_BYTES) {
            throw new Misconfigured(
                    "waybill.security.login-secret has " + secret.length + " characters, and needs " + SECRET_BYTES,
                    "Make one with: openssl rand -base64 32");
        }
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    @Bean
    SecurityFilterChain http(HttpSecurity http, List<AccessRules> contexts, BrowserLogin login) throws Exception {
        http.authorizeHttpRequests(paths -> {
            paths.requestMatchers("/actuator/health", OPEN_HEALTH).permitAll();
            paths.requestMatchers(LOGIN, "/logout", "/assets/**", "/webjars/**").permitAll();
            paths.requestMatchers("/actuator/**", "/camunda/**").hasRole(Role.OPERATOR.name());
            paths.anyRequest().access(new AccessDecisions(contexts));
        });
        http.httpBasic(basic -> basic.authenticationEntryPoint((request, response, failure) -> unknownUser(response)));
        if (issuer) {
            http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(AccessTokens.users()))
                    .authenticationEntryPoint((request, response, failure) -> unknownUser(response)));
        }
        http.exceptionHandling(
                failures -> failures.authenticationEntryPoint(this::unknown).accessDeniedHandler(this::denied));
        // The API keeps no session, and the browser's login is judged by its filter. Cockpit keeps a session of its
        // own,
        // with its own protection against forged requests. A session alone lets nobody in, and a new id with each
        // request, as Spring would give it, loses Cockpit the requests beside it.
        http.csrf(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable); // the page's own takes the cookie away
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none));
        http.headers(headers -> headers.frameOptions(frames -> frames.sameOrigin())
                .addHeaderWriter(new ContentSecurityPolicyHeaderWriter(OWN_CONTENT_ONLY)));
        http.addFilterBefore(new BrowserLoginFilter(login, json), BasicAuthenticationFilter.class);
        http.addFilterBefore(new SameSiteOnly(json), BasicAuthenticationFilter.class);
        return http.build();
    }

    /** People who ask for a page are asked to log in; programs are told that a user is missing. */
    private void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (PageRequests.isPage(request)) {
            String path =
                    request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
            response.sendRedirect(LOGIN + "?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        } else if (BrowserLogin.cookieOf(request).isPresent()) {
            problem(response, HttpStatus.UNAUTHORIZED, "unauthorized", "the login has ended");
        } else {
            unknownUser(response);
        }
    }

    private void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        if (PageRequests.isPage(request)) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else {
            problem(response, HttpStatus.FORBIDDEN, "forbidden", "your roles do not allow this");
        }
    }

    private void unknownUser(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Waybill\"");
        problem(response, HttpStatus.UNAUTHORIZED, "unauthorized", "a user with a password or a token is needed");
    }

    private void problem(HttpServletResponse response, HttpStatus status, String slug, String detail)
            throws IOException {
        write(json, response, status, slug, detail);
    }

    static void write(ObjectMapper json, HttpServletResponse response, HttpStatus status, String slug, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.of(status, slug, detail, List.of()));
    }
}
