package dev.waybill.platform.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Session ids travel in the {@link SessionCookie}; a request with credentials of its own has none and gets none. */
final class SessionIds implements HttpSessionIdResolver {

    private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

    SessionIds() {
        cookies.setCookieSerializer(new SessionCookie());
    }

    /** Whether a program has sent a password or token with the request, beside or instead of a cookie. */
    static boolean hasCredentials(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return hasCredentials(request) ? List.of() : cookies.resolveSessionIds(request);
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        if (!hasCredentials(request)) {
            cookies.setSessionId(request, response, id);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        if (!hasCredentials(request)) {
            cookies.expireSession(request, response);
        }
    }
}
