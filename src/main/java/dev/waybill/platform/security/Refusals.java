package dev.waybill.platform.security;

import dev.waybill.platform.web.LogText;
import dev.waybill.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Answers what is refused before a controller sees it, and logs who asked for it: user, address, method and path. */
@Component
public final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final ProblemWriter problems;

    public Refusals(ProblemWriter problems) {
        this.problems = problems;
    }

    /** One line at WARN; what the caller has sent is in it only as {@link LogText}. */
    public void log(HttpServletRequest request, String why) {
        String user = request.getRemoteUser();
        log.warn(
                "Refused {} by {} from {}: {}",
                LogText.of(request),
                user == null ? "an unknown caller" : LogText.of(user),
                request.getRemoteAddr(),
                why);
    }

    /** Answers with a problem of that type. */
    public void problem(HttpServletResponse response, HttpStatus status, String slug, String detail)
            throws IOException {
        problems.write(response, status, slug, detail);
    }

    /** Answers with that problem. */
    public void problem(HttpServletResponse response, ProblemDetail problem) throws IOException {
        problems.write(response, problem);
    }

    /** A problem that is over after some seconds. */
    void later(HttpServletResponse response, HttpStatus status, String slug, String detail, long seconds)
            throws IOException {
        problems.write(response, status, slug, detail, Duration.ofSeconds(seconds));
    }
}
