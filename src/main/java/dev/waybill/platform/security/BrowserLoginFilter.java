package dev.waybill.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a browser in by its login's cookie. A browser sends that by itself, so a change counts only when one of our own pages
 * asks for it: browsers say so in {@code Sec-Fetch-Site} or in {@code Origin}.
 */
final class BrowserLoginFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final BrowserLogin login;
    private final ObjectMapper json;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    BrowserLoginFilter(BrowserLogin login, ObjectMapper json) {
        this.login = login;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Authentication> user =
                request.getHeader(HttpHeaders.AUTHORIZATION) == null ? login.of(request) : Optional.empty();
        if (user.isPresent() && !READING.contains(request.getMethod()) && !isAskedByOwnPage(request)) {
            SecurityConfiguration.write(
                    json,
                    response,
                    HttpStatus.FORBIDDEN,
                    "cross-site",
                    "with a browser's login only pages of this site may change anything");
            return;
        }
        if (user.isPresent()) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(user.get());
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response); // for answers that end on another thread
        }
        chain.doFilter(request, response);
    }

    private static boolean isAskedByOwnPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null ? isOwn(request, request.getHeader(HttpHeaders.ORIGIN)) : site.equals("same-origin");
    }

    /** Where a site is no secure one, browsers send their page's origin alone. */
    private static boolean isOwn(HttpServletRequest request, @Nullable String origin) {
        return origin != null && origin.replaceFirst("^https?://", "").equals(request.getHeader(HttpHeaders.HOST));
    }
}
