package dev.waybill.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** What a request's method says of it. */
public final class RequestMethods {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private RequestMethods() {}

    /** Whether the request may change something: its method is not one of the safe ones (RFC 9110, section 9.2.1). */
    public static boolean isChange(HttpServletRequest request) {
        return !READING.contains(request.getMethod());
    }
}
