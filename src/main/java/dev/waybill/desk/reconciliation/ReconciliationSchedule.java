package dev.waybill.desk.reconciliation;

import dev.waybill.desk.DeskProperties;
import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.context.ContextRuntime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Compares the books again and again without being asked; of several copies of the desk one at a time does it. */
@Component
public class ReconciliationSchedule {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationSchedule.class);

    private final ContextRuntime parts;
    private final Reconciliation reconciliation;
    private final Repairs repairs;
    private final Duration interval;
    private boolean looked;

    ReconciliationSchedule(
            @Qualifier("deskParts") ContextRuntime parts,
            Reconciliation reconciliation,
            Repairs repairs,
            DeskProperties properties) {
        this.parts = parts;
        this.reconciliation = reconciliation;
        this.repairs = repairs;
        this.interval = properties.reconciliationInterval();
    }

    /** The thread to run along with the application. */
    public WakeableWorker thread() {
        return new WakeableWorker("reconciliation", interval.dividedBy(6), this::work);
    }

    /** At the first look, right at the start, those who would answer may still be starting too. */
    private boolean work() {
        if (looked && isMyTurn()) {
            repairs.askAgain();
            Reconciliation.Result result = reconciliation.compare();
            if (result.unanswered().isEmpty()) { // the metric of its age tells when nobody compares any more
                parts.jdbc().update("update desk.reconciliation set ended_at = now()");
            }
            if (!result.violations().isEmpty() || !result.unanswered().isEmpty()) {
                log.info(
                        "Compared the books: {} violations ({}); not answered by {}",
                        result.violations().size(),
                        Violations.named(result.violations()),
                        result.unanswered());
            }
        }
        looked = true;
        return false;
    }

    /** Taking the turn moves the row, so nobody else takes the same. */
    private boolean isMyTurn() {
        return parts.jdbc()
                        .update(
                                "update desk.reconciliation set begun_at = now()"
                                        + " where begun_at < now() - make_interval(secs => ?)",
                                interval.toMillis() / 1000.0)
                == 1;
    }
}
