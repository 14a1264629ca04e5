package dev.waybill.platform.security;

import dev.waybill.platform.web.LogText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests for another host than this one is known by: a page of another site whose name was made to lead here (DNS
 * rebinding) would otherwise be let in as if it were ours. Health is answered under every name.
 */
final class HostCheck extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(HostCheck.class);
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;
    private final Refusals refusals;

    /** @param hosts empty where every name is accepted */
    private HostCheck(List<String> hosts, Refusals refusals) {
        this.hosts = hosts.stream().map(HostCheck::plain).collect(Collectors.toUnmodifiableSet());
        this.refusals = refusals;
    }

    /** By the settings; without any, the loopback's names where the built-in user exists, and elsewhere any name. */
    static HostCheck of(WebProperties settings, boolean builtInUser, Refusals refusals) {
        if (settings.hosts().isEmpty() && !builtInUser) {
            log.warn("waybill.web.hosts is not set: requests for any host name are answered. Set it to the names under"
                    + " which clients reach this process");
        }
        return new HostCheck(settings.hosts().isEmpty() && builtInUser ? LOOPBACK : settings.hosts(), refusals);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return hosts.isEmpty() || request.getRequestURI().matches("/actuator/health(/.*)?");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hosts.contains(plain(request.getServerName()))) {
            chain.doFilter(request, response);
        } else {
            refusals.log(request, "the host " + LogText.of(request.getServerName()) + " is not in waybill.web.hosts");
            refusals.problem(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "unknown-host",
                    "this server is not known by the name in the Host header");
        }
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT).strip();
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
