package dev.waybill.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of a user in a time: a client that asks without end takes nothing from the others. */
final class RequestLimit extends OncePerRequestFilter {

    private static final Duration TIME = Duration.ofSeconds(10);

    private final Buckets requests;
    private final Buckets reports = new Buckets(1, Duration.ofMinutes(1));
    private final Refusals refusals;

    RequestLimit(int perSecond, Refusals refusals) {
        this.requests = new Buckets(perSecond * TIME.toSeconds(), TIME);
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        Duration wait = user == null ? Duration.ZERO : requests.take(user.getName());
        if (user == null || wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        if (reports.take(user.getName()).isZero()) {
            refusals.log(request, "more requests than waybill.security.requests-per-second allows");
        }
        refusals.later(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "this user asks too often; try again later",
                wait.toSeconds() + 1);
    }
}
