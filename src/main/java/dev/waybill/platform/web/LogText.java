package dev.waybill.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What a caller has sent, as it may stand in the log: one line, not a long one, and without card numbers. */
public final class LogText {

    private static final int LONGEST = 200;

    private LogText() {}

    /** The text in quotation marks. */
    public static String of(String text) {
        return '"' + line(text) + '"';
    }

    static String line(String text) {
        String line = CardNumbers.masked(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** The method and path of the request that is being answered. */
    public static String ofRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : "no request";
    }

    /** Its method and path. */
    public static String of(HttpServletRequest request) {
        return request.getMethod() + " " + of(request.getRequestURI());
    }
}
