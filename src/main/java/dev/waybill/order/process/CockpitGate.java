package dev.waybill.order.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets an operator's request pass to Camunda's web application only when it is on the {@link CockpitAllowList}. The
 * engine's API behind it would run code, move orders past their payment, and create users (CVE-2026-109432).
 */
final class CockpitGate extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(CockpitGate.class);
    private static final int LONGEST = 300; // characters of one value in the log

    private final CockpitRequestCheck check;
    private final ObjectMapper json;

    CockpitGate(CockpitAllowList list, ObjectMapper json) {
        this.check = new CockpitRequestCheck(list);
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest checked;
        try {
            checked = check.check(request);
        } catch (CockpitRequestCheck.Refused refusal) {
            refuse(request, response, String.valueOf(refusal.getMessage()));
            return;
        }
        chain.doFilter(checked, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String reason) throws IOException {
        if (LOG.isWarnEnabled()) {
            LOG.warn(
                    "refused Cockpit's request {} {} of user {}: {}",
                    printable(request.getMethod()),
                    printable(request.getRequestURI()),
                    printable(request.getRemoteUser()),
                    printable(reason));
        }
        String detail = "the request is refused: " + printable(reason);
        ProblemDetail problem = Problems.of(HttpStatus.FORBIDDEN, "forbidden", detail, List.of());
        problem.setProperty("message", detail); // what Cockpit shows of an error
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    /** A value as it may stand in one line of a log: of printable characters, and not long. */
    static String printable(@Nullable String value) {
        if (value == null) {
            return "-";
        }
        String text = value.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
