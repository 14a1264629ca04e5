package dev.waybill.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** What follows from a request's method. */
public final class RequestMethods {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private RequestMethods() {}

    /** Whether the request may change something: its method is not one of the safe ones (RFC 9110, section 9.2.1). */
    public static boolean isChange(HttpServletRequest request) {
        return !READING.contains(request.getMethod());
    }
}
