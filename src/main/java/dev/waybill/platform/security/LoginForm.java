package dev.waybill.platform.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Where the login's form leads: to the page that was asked for, or back to the form with what was wrong. */
final class LoginForm implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    /** Forwarded to after a refusal; {@link #REFUSAL} has the reason. */
    static final String REFUSED = "/login/refused";

    static final String REFUSAL = "refusal";

    private static final String HOME = "/";
    private static final String OWN_PATH = "/([!-~&&[^/\\\\]][!-~]*)?";
    private static final int LONGEST_PATH = 2_000;

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication user)
            throws IOException {
        String to = request.getParameter("to");
        response.sendRedirect(to != null && isOwnPage(to) ? to : HOME);
    }

    /** Whether the text is the path of a page here, percent-encoded, and short enough for the header of a redirect. */
    static boolean isOwnPage(String to) {
        return to.length() <= LONGEST_PATH && to.matches(OWN_PATH);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (failure instanceof LoginDeferred deferred) {
            response.setStatus(deferred.status().value());
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(deferred.retryAfter()));
            request.setAttribute(
                    REFUSAL, "Too many logins have failed. Try again in " + deferred.retryAfter() + " seconds.");
        } else {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            request.setAttribute(REFUSAL, "No user has this name and password.");
        }
        request.getRequestDispatcher(REFUSED).forward(request, response);
    }
}
