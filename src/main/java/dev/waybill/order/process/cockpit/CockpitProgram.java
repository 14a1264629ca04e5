package dev.waybill.order.process.cockpit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Spares programs Camunda's token against forged requests. They send their credentials with each request and have no session to
 * hold a token; requests that a browser adds a remembered password to are refused for pages of other sites already.
 */
final class CockpitProgram extends OncePerRequestFilter {

    private static final String TOKEN = "program";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.getSession().setAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME, TOKEN); // of this request alone
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable String getHeader(String name) {
                        return name.equalsIgnoreCase(CsrfConstants.CSRF_TOKEN_HEADER_NAME)
                                ? TOKEN
                                : super.getHeader(name);
                    }
                },
                response);
    }
}
