package dev.waybill.desk.web;

import dev.waybill.desk.reconciliation.Reconciliation;
import dev.waybill.desk.reconciliation.RepairPlan;
import dev.waybill.desk.reconciliation.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the books of all contexts are consistent, each by itself and with each other. */
@RestController
class ReconciliationController {

    /**
     * The result of a comparison.
     *
     * @param orders how many orders there are
     * @param unanswered the contexts that have not reported their books in time
     * @param turn from 1 to turns: which part of the open orders was compared
     * @param turns in how many comparisons all open orders are compared; 1 unless there are very many
     */
    record ReconciliationJson(
            Instant checkedAt,
            long orders,
            List<ViolationJson> violations,
            List<String> unanswered,
            int turn,
            int turns) {}

    /**
     * Something that should always hold and does not.
     *
     * @param context the context whose books are wrong, or are to be checked first
     * @param peer the other context; absent when the books contradict themselves
     * @param orderId the order that it is about, if it is about one
     * @param sku the SKU that it is about, if it is about one
     */
    record ViolationJson(
            String id,
            String invariant,
            String context,
            @Nullable String peer,
            String subject,
            @Nullable String orderId,
            @Nullable String sku,
            String detail,
            Instant since,
            RepairJson repair) {}

    /** What would correct it; the kind is {@code none} where a person has to investigate. */
    record RepairJson(String kind, String description) {}

    private final Reconciliation reconciliation;

    ReconciliationController(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @GetMapping("/api/reconciliation")
    ReconciliationJson reconcile() {
        Reconciliation.Result result = reconciliation.compare();
        return new ReconciliationJson(
                result.checkedAt(),
                result.orders(),
                result.violations().stream().map(ReconciliationController::json).toList(),
                result.unanswered(),
                result.turn(),
                result.turns());
    }

    static ViolationJson json(Violation violation) {
        RepairPlan repair = violation.repair();
        boolean ofStock = violation.invariant().equals("I2") && violation.peer().isEmpty();
        boolean ofAQueue = violation.invariant().equals("I8");
        boolean ofTheShop = repair.exchange().equals("ecommerce.events");
        return new ViolationJson(
                violation.id(),
                violation.invariant(),
                violation.context(),
                violation.peer().isEmpty() ? null : violation.peer(),
                violation.subject(),
                ofStock || ofTheShop || ofAQueue ? null : violation.subject(),
                ofStock ? violation.subject() : null,
                violation.detail(),
                violation.since(),
                new RepairJson(repair.kind(), repair.description()));
    }
}
