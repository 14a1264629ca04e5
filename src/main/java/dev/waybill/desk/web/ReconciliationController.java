package dev.waybill.desk.web;

import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.context.SelfCheck;
import dev.waybill.platform.context.SelfCheck.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the books add up: begun with what each context of this process can check of itself. */
@RestController
class ReconciliationController {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationController.class);

    /** What was found when; {@code orders} is how many were looked at. */
    record Reconciliation(Instant checkedAt, long orders, List<Violation> violations) {}

    private final List<ContextParts> contexts;
    private final List<SelfCheck> checks;
    private final Clock clock;

    ReconciliationController(List<ContextParts> contexts, List<SelfCheck> checks, Clock clock) {
        this.contexts = contexts;
        this.checks = checks;
        this.clock = clock;
    }

    @GetMapping("/api/reconciliation")
    Reconciliation reconcile() {
        List<Violation> violations = Stream.concat(
                        contexts.stream().flatMap(ReconciliationController::streams),
                        checks.stream().flatMap(check -> check.violations().stream()))
                .toList();
        violations.forEach(violation -> log.error("The books do not add up: {}", violation));
        return new Reconciliation(clock.instant(), orders(), violations);
    }

    private static Stream<Violation> streams(ContextParts context) {
        return context.brokenStreams().stream()
                .map(broken ->
                        new Violation("I5", context.name(), broken.stream().id(), broken.detail()));
    }

    private long orders() {
        return contexts.stream()
                .filter(context -> context.name().equals("order"))
                .mapToLong(context -> context.streams("order"))
                .sum();
    }
}
