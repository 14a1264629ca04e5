package dev.waybill.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies of any type at once: a {@code Content-Type} with a wildcard, which Spring fails to read, names none. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class WildcardTypes extends OncePerRequestFilter {

    private final ProblemWriter problems;

    WildcardTypes(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null && type.replaceFirst(";.*", "").contains("*")) {
            problems.write(
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    Problems.slug(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
                    "Content-Type must name one type without a wildcard, like application/json");
        } else {
            chain.doFilter(request, response);
        }
    }
}
