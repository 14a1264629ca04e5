package dev.waybill.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers what is refused before a controller sees it, and logs who asked for it: user, address, method and path. */
@Component
final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final ObjectMapper json;

    Refusals(ObjectMapper json) {
        this.json = json;
    }

    void log(HttpServletRequest request, String why) {
        Principal user = request.getUserPrincipal();
        log.warn(
                "Refused {} by {} from {}: {}",
                LogText.of(request),
                user == null ? "an unknown caller" : LogText.of(user.getName()),
                request.getRemoteAddr(),
                why);
    }

    void problem(HttpServletResponse response, HttpStatus status, String slug, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.of(status, slug, detail, List.of()));
    }

    /** A problem that is over after some seconds. */
    void later(HttpServletResponse response, HttpStatus status, String slug, String detail, long seconds)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        problem(response, status, slug, detail);
    }
}
