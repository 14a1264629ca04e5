package dev.waybill.desk.reconciliation;

import dev.waybill.platform.base.WakeableWorker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares the books at regular intervals; of several copies of the desk one does it at a time. */
public final class ReconciliationSchedule {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationSchedule.class);

    private final JdbcTemplate jdbc;
    private final Reconciliation reconciliation;
    private final Repairs repairs;
    private final Duration interval;
    private boolean started;

    public ReconciliationSchedule(
            JdbcTemplate jdbc, Reconciliation reconciliation, Repairs repairs, DeskProperties properties) {
        this.jdbc = jdbc;
        this.reconciliation = reconciliation;
        this.repairs = repairs;
        this.interval = properties.reconciliationInterval();
    }

    /** The worker that runs along with the application. */
    public WakeableWorker worker() {
        return new WakeableWorker("reconciliation", interval.dividedBy(6), this::work);
    }

    /** The first run is skipped: right after the start, the other contexts may still be starting too. */
    private boolean work() {
        if (started && isMyTurn()) {
            repairs.requestAgain();
            Reconciliation.Result result = reconciliation.compare();
            if (result.unanswered().isEmpty()) { // the metric of the age shows when no comparison ends any more
                jdbc.update("update desk.reconciliation set ended_at = now()");
            }
            if (!result.violations().isEmpty() || !result.unanswered().isEmpty()) {
                log.info(
                        "Compared the books: {} violations ({}); no answer from {}. See GET /api/reconciliation",
                        result.violations().size(),
                        Violations.named(result.violations()),
                        result.unanswered());
            }
        }
        started = true;
        return false;
    }

    /** Taking the turn updates the row, so no other copy takes the same turn. */
    private boolean isMyTurn() {
        return jdbc.update(
                        "update desk.reconciliation set begun_at = now()"
                                + " where begun_at < now() - make_interval(secs => ?)",
                        interval.toMillis() / 1000.0)
                == 1;
    }
}
