package dev.waybill.platform.web;

import dev.waybill.platform.edge.BodyRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a bounded number of requests into the application at once; the threads that carry them set no bound. Answers where a
 * filter, before any controller, has read a body that is refused. Live streams leave when they are open.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestGate extends OncePerRequestFilter {

    private static final int AT_ONCE = 1_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String HEALTH = "/actuator/health";

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ProblemWriter problems;

    RequestGate(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith(HEALTH)) {
            chain.doFilter(request, response);
        } else if (places.tryAcquire()) {
            try {
                guarded(request, response, chain);
            } finally {
                places.release();
            }
        } else {
            problems.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "unavailable",
                    "too many requests are in progress",
                    RETRY_AFTER);
        }
    }

    private void guarded(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            BodyRefused refused = BodyRefused.behind(failure).orElse(null);
            if (refused == null || response.isCommitted()) {
                throw failure;
            }
            response.reset();
            refused.retryAfter()
                    .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())));
            problems.write(response, refused.status(), refused.slug(), refused.detail());
        }
    }
}
