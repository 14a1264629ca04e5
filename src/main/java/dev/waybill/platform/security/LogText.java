package dev.waybill.platform.security;

import dev.waybill.platform.web.CardNumbers;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What a caller has sent, as it may stand in the log: one line, not a long one, and without card numbers. */
final class LogText {

    private static final int LONGEST = 200;

    private LogText() {}

    static String of(String text) {
        String line = CardNumbers.masked(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
        return '"' + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…") + '"';
    }

    /** The method and path of the request that is being answered. */
    static String ofRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : "no request";
    }

    static String of(HttpServletRequest request) {
        return request.getMethod() + " " + of(request.getRequestURI());
    }
}
