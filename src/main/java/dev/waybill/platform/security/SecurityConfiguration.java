package dev.waybill.platform.security;

import static org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive.CACHE;
import static org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive.STORAGE;

import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.session.SessionLogin;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer.SessionFixationConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.DisableEncodeUrlFilter;

/**
 * Everything but the health needs a user; the contexts' rules name the roles that may call their paths. People log in by a
 * form and have a session, programs send a password or token with each request.
 */
@Configuration
@EnableConfigurationProperties({SecurityProperties.class, WebProperties.class})
class SecurityConfiguration {

    private static final String OPEN_HEALTH = "/actuator/health/**";

    /**
     * Pages load nothing from elsewhere, and run no script that is written into them; the viewer of diagrams writes the
     * style attributes of its elements, and Swagger UI one style sheet, which is known by its hash. Cockpit sets a policy of
     * its own, with a nonce for its scripts, which stays.
     */
    private static final String OWN_CONTENT_ONLY =
            "default-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';"
                    + " style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final Refusals refusals;
    private final Denials denials;
    private final KnownRoles roles;
    private final boolean issuer;

    SecurityConfiguration(
            Refusals refusals,
            Denials denials,
            KnownRoles roles,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri:}") String issuer) {
        this.refusals = refusals;
        this.denials = denials;
        this.roles = roles;
        this.issuer = !issuer.isEmpty();
    }

    @Bean
    UserDetailsService users(
            SecurityProperties settings,
            Infrastructure infrastructure,
            @Value("${server.address:0.0.0.0}") String address) {
        return new InMemoryUserDetailsManager(Users.of(settings, roles, infrastructure, issuer, address));
    }

    /** Each request is observed as a whole; observing each of the dozen security filters in it costs more than they do. */
    @Bean
    SecurityObservationSettings filtersAreNotObserved() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * The web server has refused headers with control characters. Checked again where they are read, as bytes of ISO 8859-1,
     * UTF-8 would be refused in the midst of an answer; parameters are checked where they are used.
     */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        return firewall;
    }

    /** What the firewall refuses (a NUL in a path, an encoded slash, an unknown method) is a problem like any other. */
    @Bean
    RequestRejectedHandler refusedRequests() {
        return (request, response, refusal) -> refusals.problem(
                response,
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                "the method, the path or a header has characters that are not allowed");
    }

    @Bean
    SecurityFilterChain http(
            HttpSecurity http,
            List<AccessRules> contexts,
            UserDetailsService users,
            SessionLogin session,
            SecurityProperties settings,
            WebProperties web,
            Infrastructure infrastructure)
            throws Exception {
        boolean builtInUser = settings.users().isEmpty() && infrastructure.entirelyEmbedded();
        http.getSharedObject(AuthenticationManagerBuilder.class)
                .parentAuthenticationManager(null)
                .authenticationProvider(passwords(users, settings));
        access(http, contexts);
        logins(http, session);
        headers(http);
        http.exceptionHandling(
                failures -> failures.authenticationEntryPoint(denials).accessDeniedHandler(denials));
        AllowedOrigins origins = AllowedOrigins.of(web);
        if (!origins.isEmpty()) {
            http.addFilter(origins.filter(refusals));
        }
        http.addFilterBefore(HostCheck.of(web, builtInUser, refusals), DisableEncodeUrlFilter.class);
        http.addFilterBefore(new OwnPagesOnly(origins, refusals), CsrfFilter.class);
        http.addFilterBefore(new RequestLimit(settings.requestsPerSecond(), refusals), AuthorizationFilter.class);
        return http.build();
    }

    private static AuthenticationProvider passwords(UserDetailsService users, SecurityProperties settings) {
        return new PasswordLogin(
                users,
                new RememberedPasswords(PasswordEncoderFactories.createDelegatingPasswordEncoder()),
                new LoginLimits(settings.failedLoginsPerName(), settings.failedLoginsPerAddress()));
    }

    private static void access(HttpSecurity http, List<AccessRules> contexts) throws Exception {
        http.authorizeHttpRequests(paths -> {
            paths.requestMatchers(HttpMethod.OPTIONS).denyAll();
            paths.requestMatchers("/actuator/health", OPEN_HEALTH).permitAll();
            paths.requestMatchers(Denials.LOGIN, LoginForm.REFUSED, "/logout", "/assets/**", "/webjars/**")
                    .permitAll();
            paths.requestMatchers("/actuator/**", "/camunda/**").hasRole(Role.OPERATOR.name());
            paths.anyRequest().access(new AccessDecisions(contexts));
        });
    }

    /** A session begins with a login by the form, with an id of its own, and no other request changes the id. */
    private void logins(HttpSecurity http, SessionLogin session) throws Exception {
        var form = new LoginForm();
        http.formLogin(login -> login.loginPage(Denials.LOGIN)
                .usernameParameter("name")
                .passwordParameter("password")
                .successHandler(form)
                .failureHandler(form));
        http.logout(logout -> logout.logoutUrl("/logout")
                .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(CACHE, STORAGE)))
                .logoutSuccessUrl(Denials.LOGIN));
        http.requestCache(RequestCacheConfigurer::disable); // the form has the page that was asked for
        http.securityContext(context -> context.securityContextRepository(
                new DelegatingSecurityContextRepository(new RequestAttributeSecurityContextRepository(), session)));
        http.sessionManagement(sessions -> sessions.sessionFixation(SessionFixationConfigurer::newSession));
        http.csrf(csrf -> csrf.csrfTokenRepository(new CsrfCookie())
                .csrfTokenRequestHandler(new CsrfCookie.Handler())
                .requireCsrfProtectionMatcher(CsrfCookie::isNeeded));
        http.httpBasic(basic -> basic.authenticationEntryPoint(denials));
        if (issuer) {
            http.oauth2ResourceServer(server -> server.jwt(
                            jwt -> jwt.jwtAuthenticationConverter(AccessTokens.users(roles)))
                    .bearerTokenResolver(AccessTokens::token)
                    .authenticationEntryPoint(denials)
                    .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                        @Override
                        public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                            filter.setAuthenticationFailureHandler(denials::commence); // also when the issuer is away
                            return filter;
                        }
                    }));
        }
    }

    private static void headers(HttpSecurity http) throws Exception {
        http.headers(headers -> headers.frameOptions(frames -> frames.sameOrigin())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(new ContentSecurityPolicyHeaderWriter(OWN_CONTENT_ONLY)));
    }
}
