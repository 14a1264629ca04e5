package dev.waybill.order.process.cockpit;

import dev.waybill.platform.security.Refusals;
import dev.waybill.platform.web.LogText;
import dev.waybill.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets an operator's request pass to Camunda's web application only when it is on the {@link CockpitAllowList}. The
 * engine's API behind it would run code, move orders past their payment, and create users (CVE-2026-109432).
 */
final class CockpitGate extends OncePerRequestFilter {

    private final CockpitRequestCheck check;
    private final Refusals refusals;

    CockpitGate(CockpitAllowList list, Refusals refusals) {
        this.check = new CockpitRequestCheck(list);
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest checked;
        try {
            checked = check.check(request);
        } catch (CockpitRequestCheck.Refused refusal) {
            String reason = LogText.of(String.valueOf(refusal.getMessage()));
            refusals.log(request, reason);
            String detail = "the request is refused: " + reason;
            ProblemDetail problem = Problems.of(HttpStatus.FORBIDDEN, "forbidden", detail, List.of());
            problem.setProperty("message", detail); // what Cockpit shows of an error
            refusals.problem(response, problem);
            return;
        }
        chain.doFilter(checked, response);
    }
}
