package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.BooksMended;
import dev.waybill.contract.desk.DeskQuestion.MendBooks;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Via;
import dev.waybill.platform.projection.ProjectionRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Has violations repaired by the context whose books are wrong; the request is repeated until it is answered. Who requested
 * which repair, and its outcome, is recorded.
 */
public final class Repairs {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final RepairLog log;
    private final AuditRequests requests;
    private final ProjectionRunner views;

    public Repairs(RepairLog log, AuditRequests requests, ProjectionRunner views) {
        this.log = log;
        this.requests = requests;
        this.views = views;
    }

    /** What a repair would do now: its context does it and rolls it back; empty when the context does not answer. */
    public Optional<String> rehearse(Violation violation) {
        return violation.repair().context().equals("desk")
                ? Optional.of(violation.repair().description())
                : requests.repair(command(violation, "rehearsal-" + UUID.randomUUID(), true), PATIENCE)
                        .map(BooksMended::detail);
    }

    /** Requests the repair and waits for its outcome for a few seconds. A repair in progress is requested again. */
    public Repair request(Violation violation, String user) {
        String id =
                log.inProgress(violation.id()).orElseGet(() -> UUID.randomUUID().toString());
        MendBooks command = command(violation, id, false);
        log.requested(violation, command, user, requests.now());
        if (violation.repair().context().equals("desk")) {
            boolean begins = views.rebuild();
            answered(new BooksMended(
                    id, "desk", true, begins ? "the views are being rebuilt" : "the views were being rebuilt already"));
        } else {
            request(command, user, PATIENCE);
        }
        return log.get(id);
    }

    private MendBooks command(Violation violation, String id, boolean rehearsal) {
        RepairPlan plan = violation.repair();
        return new MendBooks(
                id,
                rehearsal,
                plan.context(),
                plan.kind(),
                violation.subject(),
                plan.peer(),
                plan.exchange(),
                plan.from(),
                plan.to());
    }

    /** Repeats the requests that have not been answered: their context was not available, or they were lost. */
    void requestAgain() {
        log.unanswered().forEach(pending -> request(pending.command(), pending.user(), Duration.ofSeconds(1)));
    }

    private void request(MendBooks command, String user, Duration patience) {
        try (var scope = CurrentInitiator.set(Initiator.of(user, Via.REPAIR))) {
            requests.repair(command, patience).ifPresent(this::answered);
        }
    }

    private void answered(BooksMended mended) {
        log.answered(mended, requests.now());
    }

    /** The newest repairs. */
    public List<Repair> newest(int limit) {
        return log.newest(limit);
    }
}
