package dev.waybill.desk.web;

import dev.waybill.desk.reconciliation.Repair;
import dev.waybill.desk.reconciliation.Repairs;
import dev.waybill.desk.reconciliation.Violation;
import dev.waybill.desk.reconciliation.Violations;
import dev.waybill.desk.web.ReconciliationController.ViolationJson;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.Page;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Repairs of violations: previewed, then requested, and recorded. */
@RestController
@RequestMapping("/api/reconciliation")
class RepairController {

    private static final int SHOWN = 200;

    /**
     * What a repair would do.
     *
     * @param effect what it would do now: its context has done it and rolled it back; absent when the context does not answer
     */
    record PreviewJson(
            ViolationJson violation,
            String kind,
            String context,
            String description,
            @Nullable String effect) {}

    private final Violations violations;
    private final Repairs repairs;

    RepairController(Violations violations, Repairs repairs) {
        this.violations = violations;
        this.repairs = repairs;
    }

    @GetMapping("/violations/{id}/repair")
    PreviewJson preview(@PathVariable String id) {
        Violation violation = violation(id);
        var plan = violation.repair();
        return new PreviewJson(
                ReconciliationController.json(violation),
                plan.kind(),
                plan.context(),
                plan.description(),
                plan.isAutomatic() ? repairs.rehearse(violation).orElse(null) : null);
    }

    @PostMapping("/violations/{id}/repair")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(HttpStatus.CONFLICT)
    Repair repair(@PathVariable String id, CurrentUser user) {
        Violation violation = violation(id);
        if (!violation.repair().isAutomatic()) {
            throw ProblemException.conflict(
                    "no-automatic-repair", violation.repair().description());
        }
        return repairs.request(violation, user.name());
    }

    /** The newest repairs, the latest one first. */
    @GetMapping("/repairs")
    Page<Repair> repairs() {
        return new Page<>(repairs.newest(SHOWN), null);
    }

    private Violation violation(String id) {
        return violations.find(id).orElseThrow(() -> ProblemException.notFound("unresolved violation " + id));
    }
}
