package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.BooksMended;
import dev.waybill.contract.desk.DeskQuestion.MendBooks;
import dev.waybill.desk.view.DeskOrders;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Via;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Has violations mended: by the context whose books they are, which is asked until it answers. Who asked for what, and
 * what came of it, is kept.
 */
@Component
public class Repairs {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private final RepairLog log;
    private final AskedBooks asked;
    private final DeskOrders views;

    Repairs(RepairLog log, AskedBooks asked, DeskOrders views) {
        this.log = log;
        this.asked = asked;
        this.views = views;
    }

    /** What a repair would do now, tried out and taken back by who would do it; empty when nobody answers. */
    public Optional<String> rehearse(Violation violation) {
        return violation.repair().context().equals("desk")
                ? Optional.of(violation.repair().description())
                : asked.mend(command(violation, "rehearsal-" + UUID.randomUUID(), true), PATIENCE)
                        .map(BooksMended::detail);
    }

    /** Asks for the repair, and waits a while for its outcome. One that is under way already is asked for again. */
    public Repair ask(Violation violation, String user) {
        String id =
                log.underWay(violation.id()).orElseGet(() -> UUID.randomUUID().toString());
        MendBooks command = command(violation, id, false);
        log.remember(violation, command, user, asked.now());
        if (violation.repair().context().equals("desk")) {
            boolean begun = views.runner().rebuild();
            answered(new BooksMended(
                    id,
                    "desk",
                    true,
                    begun ? "the views are being built anew" : "the views were being built anew already"));
        } else {
            mend(command, user, PATIENCE);
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

    /** Asks again for what nobody has answered: its context was away, or the question was lost. */
    void askAgain() {
        log.unanswered().forEach(repair -> mend(repair.command(), repair.by(), Duration.ofSeconds(1)));
    }

    private void mend(MendBooks command, String user, Duration patience) {
        try (var scope = CurrentInitiator.set(Initiator.of(user, Via.REPAIR))) {
            asked.mend(command, patience).ifPresent(this::answered);
        }
    }

    private void answered(BooksMended mended) {
        log.answered(mended, asked.now());
    }

    /** The newest repairs. */
    public List<Repair> newest(int limit) {
        return log.newest(limit);
    }
}
