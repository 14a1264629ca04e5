package dev.waybill.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.web.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Everything needs a user, but for the health; contexts say who may call their paths. */
@Configuration
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    private static final String OPEN_HEALTH = "/actuator/health/**";

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
    SecurityFilterChain http(HttpSecurity http, List<AccessRules> contexts) throws Exception {
        http.authorizeHttpRequests(paths -> {
            paths.requestMatchers("/actuator/health", OPEN_HEALTH).permitAll();
            paths.requestMatchers("/actuator/**", "/camunda/**").hasRole(Role.OPERATOR.name());
            contexts.stream()
                    .flatMap(context -> context.rules().stream())
                    .forEach(rule -> paths.requestMatchers(rule.method(), rule.path())
                            .hasAnyRole(rule.roles().stream().map(Role::name).toArray(String[]::new)));
            paths.anyRequest().authenticated();
        });
        http.httpBasic(basic -> basic.authenticationEntryPoint((request, response, failure) -> unknownUser(response)));
        if (issuer) {
            http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(tokens()))
                    .authenticationEntryPoint((request, response, failure) -> unknownUser(response)));
        }
        http.exceptionHandling(
                failures -> failures.authenticationEntryPoint((request, response, failure) -> unknownUser(response))
                        .accessDeniedHandler((request, response, failure) ->
                                problem(response, HttpStatus.FORBIDDEN, "forbidden", "your roles do not allow this")));
        // The API keeps no session; Cockpit keeps its own, with its own protection against forged requests. A session
        // alone
        // lets nobody in, and a new id with each request, as Spring would give it, loses Cockpit the requests beside
        // it.
        http.csrf(AbstractHttpConfigurer::disable);
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none));
        http.headers(headers -> headers.frameOptions(frames -> frames.sameOrigin()));
        http.addFilterBefore(
                new SameSiteOnly(json),
                org.springframework.security.web.authentication.www.BasicAuthenticationFilter.class);
        return http.build();
    }

    /** Tokens carry the login in {@code sub} and the roles in {@code roles}. */
    private static JwtAuthenticationConverter tokens() {
        var roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("roles");
        roles.setAuthorityPrefix("ROLE_");
        var tokens = new JwtAuthenticationConverter();
        tokens.setJwtGrantedAuthoritiesConverter(jwt -> roles.convert(jwt).stream()
                .map(authority ->
                        Role.named(String.valueOf(authority.getAuthority()).substring("ROLE_".length())))
                .<org.springframework.security.core.GrantedAuthority>map(role ->
                        new org.springframework.security.core.authority.SimpleGrantedAuthority(role.authority()))
                .toList());
        return tokens;
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
