package dev.waybill.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Answers with a problem document where a filter refuses a request that no controller has seen. */
@Component
public final class ProblemWriter {

    private final ObjectMapper json;

    public ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** A problem of that type, {@code urn:waybill:problem:<slug>}. */
    public void write(HttpServletResponse response, HttpStatus status, String slug, String detail) throws IOException {
        write(response, Problems.of(status, slug, detail, List.of()));
    }

    /** That problem, with its status. */
    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    /** A problem that is over after that time, in whole seconds. */
    public void write(HttpServletResponse response, HttpStatus status, String slug, String detail, Duration retryAfter)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        write(response, status, slug, detail);
    }
}
