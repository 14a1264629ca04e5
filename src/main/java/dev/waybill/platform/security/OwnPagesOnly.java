package dev.waybill.platform.security;

import dev.waybill.platform.session.SessionLogin;
import dev.waybill.platform.web.RequestMethods;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a browser sends for another site's page: changes of any kind, and every request with the password that the
 * browser remembers and adds by itself. Browsers name the page's site in {@code Sec-Fetch-Site}; programs send none. Pages of the
 * allowed origins are let through without a login of this site.
 */
final class OwnPagesOnly extends OncePerRequestFilter {

    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private final AllowedOrigins origins;
    private final Refusals refusals;

    OwnPagesOnly(AllowedOrigins origins, Refusals refusals) {
        this.origins = origins;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForeign(request) && (RequestMethods.isChange(request) || hasRememberedPassword(request))) {
            refusals.log(request, "sent by a page of another site");
            refusals.problem(
                    response, HttpStatus.FORBIDDEN, "cross-site", "requests of another site's page are refused");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && FOREIGN.contains(site) && !(origins.sent(request) && !SessionLogin.isSent(request));
    }

    private static boolean hasRememberedPassword(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials != null && credentials.regionMatches(true, 0, "Basic", 0, "Basic".length());
    }
}
