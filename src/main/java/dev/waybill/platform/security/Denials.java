package dev.waybill.platform.security;

import dev.waybill.platform.web.LogText;
import dev.waybill.platform.web.PageRequests;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Answers requests without a login, with a wrong one or without the right: pages lead people to the login, programs get a problem. */
@Component
final class Denials implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final String LOGIN = "/login";

    private final Refusals refusals;

    Denials(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        switch (failure) {
            case LoginDeferred deferred ->
                refusals.later(
                        response,
                        deferred.status(),
                        "too-many-logins",
                        String.valueOf(deferred.getMessage()),
                        deferred.retryAfter());
            case AuthenticationServiceException away -> unavailable(request, response, away);
            case OAuth2AuthenticationException token -> {
                refusals.log(request, "its token is refused: " + LogText.of(String.valueOf(token.getMessage())));
                unknown(request, response);
            }
            default -> missing(request, response);
        }
    }

    private void unavailable(
            HttpServletRequest request, HttpServletResponse response, AuthenticationServiceException away)
            throws IOException {
        refusals.log(request, "the user could not be looked up: " + away.getMessage());
        refusals.later(
                response, HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "users cannot be checked now; try again", 2);
    }

    private void missing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (PageRequests.isPage(request)) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            String to = request.getRequestURI() + query;
            response.sendRedirect(
                    LoginForm.isOwnPage(to) ? LOGIN + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8) : LOGIN);
        } else {
            unknown(request, response);
        }
    }

    /** A page of ours asks for the login itself; with a challenge its browser would do so, by a dialog of its own. */
    private void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null && CsrfCookie.isKnown(request)) {
            refusals.problem(response, HttpStatus.UNAUTHORIZED, "unauthorized", "the login has ended");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Waybill\"");
            refusals.problem(
                    response, HttpStatus.UNAUTHORIZED, "unauthorized", "a user with a password or a token is needed");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (response.isCommitted()) { // the web server has answered: the body that holds the token broke off
            return;
        }
        if (denied instanceof CsrfException) {
            refusals.log(request, "without the token of a page of this site");
            forged(request, response);
            return;
        }
        refusals.log(request, "the user's roles do not allow it");
        if (PageRequests.isPage(request)) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else {
            refusals.problem(response, HttpStatus.FORBIDDEN, "forbidden", "your roles do not allow this");
        }
    }

    /** A form that was opened before the last login has to be filled in again. */
    private void forged(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (CsrfCookie.isForm(request)) {
            response.sendRedirect(LOGIN);
        } else {
            refusals.problem(
                    response,
                    HttpStatus.FORBIDDEN,
                    "csrf",
                    "with a browser's login the header X-CSRF-TOKEN has to hold the value of the cookie waybill-csrf");
        }
    }
}
