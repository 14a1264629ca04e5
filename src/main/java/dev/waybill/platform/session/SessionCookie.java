package dev.waybill.platform.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie that holds a session's id. Over https its name begins with {@code __Host-}, so that a browser takes it from this
 * host alone and never sends it unencrypted (RFC 6265bis, section 4.1.3.2).
 */
final class SessionCookie implements CookieSerializer {

    private static final String NAME = "waybill-session";

    private final CookieSerializer overHttp = named(NAME, false);
    private final CookieSerializer overHttps = named("__Host-" + NAME, true);

    private static CookieSerializer named(String name, boolean secure) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        return cookie;
    }

    static boolean isSent(HttpServletRequest request) {
        String cookies = request.getHeader(HttpHeaders.COOKIE);
        return cookies != null && cookies.contains(NAME + "=");
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        by(value.getRequest()).writeCookieValue(value);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return by(request).readCookieValues(request);
    }

    private CookieSerializer by(HttpServletRequest request) {
        return request.isSecure() ? overHttps : overHttp;
    }
}
