package dev.waybill.platform.security;

import dev.waybill.platform.session.SessionLogin;
import dev.waybill.platform.web.RequestMethods;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The token that proves that a page of ours has sent a change: a cookie that our pages' scripts read and send back in the
 * header {@code X-CSRF-TOKEN}, forms as {@code _csrf}. No session is needed for it, also at login.
 */
final class CsrfCookie implements CsrfTokenRepository {

    private static final String NAME = "waybill-csrf";
    private static final RequestMatcher FORMS = new OrRequestMatcher(at("/login"), at("/logout"));
    private static final RequestMatcher COCKPIT = at("/camunda/**");

    private final CsrfTokenRepository overHttp = named(NAME, false);
    private final CsrfTokenRepository overHttps = named("__Host-" + NAME, true);

    private static RequestMatcher at(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(path);
    }

    private static CsrfTokenRepository named(String name, boolean secure) {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieName(name);
        cookie.setCookiePath("/");
        cookie.setHeaderName("X-CSRF-TOKEN");
        cookie.setCookieCustomizer(
                settings -> settings.secure(secure).sameSite("Lax").path("/"));
        return cookie;
    }

    /**
     * Whether a change needs the token: what a browser sends with the login's cookie, and the forms. Credentials of its own
     * make a request a program's; Cockpit has a token of its own.
     */
    static boolean isNeeded(HttpServletRequest request) {
        return RequestMethods.isChange(request)
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && !COCKPIT.matches(request)
                && (FORMS.matches(request) || SessionLogin.isSent(request));
    }

    /** Whether a form of ours was sent: the login's, or the one that logs out. */
    static boolean isForm(HttpServletRequest request) {
        return FORMS.matches(request);
    }

    /** Whether a page of ours was open in the browser that asks. */
    static boolean isKnown(HttpServletRequest request) {
        return isSent(request) || SessionLogin.isSent(request);
    }

    private static boolean isSent(HttpServletRequest request) {
        String cookies = request.getHeader(HttpHeaders.COOKIE);
        return cookies != null && cookies.contains(NAME + "=");
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return by(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        by(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return by(request).loadToken(request);
    }

    private CsrfTokenRepository by(HttpServletRequest request) {
        return request.isSecure() ? overHttps : overHttp;
    }

    /** Looks into the body of forms alone: no other body is read before it is known who sends it. */
    static final class Handler extends CsrfTokenRequestAttributeHandler {

        @Override
        public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
            return FORMS.matches(request)
                    ? super.resolveCsrfTokenValue(request, token)
                    : request.getHeader(token.getHeaderName());
        }
    }
}
