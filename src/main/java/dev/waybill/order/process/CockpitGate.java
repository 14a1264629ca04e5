package dev.waybill.order.process;

import dev.waybill.platform.security.Refusals;
import dev.waybill.platform.web.LogText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
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
            refusals.problem(response, HttpStatus.FORBIDDEN, "forbidden", "the request is refused: " + reason);
            return;
        }
        chain.doFilter(checked, response);
    }
}
