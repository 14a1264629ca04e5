package dev.waybill.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Distinguishes people who look at pages from programs. */
public final class PageRequests {

    private PageRequests() {}

    /** Whether somebody asks for a page: by a browser, and not for what programs are there for. */
    public static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && !request.getRequestURI().matches("/(api|actuator|camunda/api|v3)(/.*)?")
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
