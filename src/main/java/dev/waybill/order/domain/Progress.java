package dev.waybill.order.domain;

import dev.waybill.order.domain.OrderEvent.Answer;
import dev.waybill.order.domain.OrderEvent.WaitBegan;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the services have come with an order.
 *
 * @param revision raised by each change and each new payment method; commands to the services carry it
 * @param stage how far the order has come, whether or not it is being cancelled
 * @param answers what the services answered to the current revision; a repeated answer changes nothing
 * @param invoiceDue whether the order is invoiced again, as its payment method was changed without being asked for
 * @param lastWait the last wait that had a deadline; null for none
 */
public record Progress(
        int revision,
        OrderStatus stage,
        Set<Answer> answers,
        boolean invoiceDue,
        @Nullable WaitBegan lastWait) {

    /** Before the first event. */
    static final Progress NONE = new Progress(0, OrderStatus.PLACED, Set.of(), false, null);

    /** Of an order that was just placed. */
    static final Progress FIRST = NONE.revised(1);

    /** Whether an answer of that revision may move the order, rather than being history. */
    boolean moves(int answered) {
        return answered == revision && !stage.isTerminal();
    }

    Progress at(OrderStatus next) {
        return new Progress(revision, next, answers, invoiceDue, lastWait);
    }

    Progress answered(Answer answer) {
        if (answer.revision() != revision) {
            return this;
        }
        var all = new HashSet<>(answers);
        all.add(answer);
        return new Progress(revision, stage, Set.copyOf(all), invoiceDue, lastWait);
    }

    /** Nothing is answered to a new revision yet. */
    Progress revised(int newRevision) {
        return new Progress(newRevision, stage, Set.of(), false, lastWait);
    }

    Progress invoiceDue(boolean due) {
        return new Progress(revision, stage, answers, due, lastWait);
    }

    Progress waiting(WaitBegan began) {
        return new Progress(revision, stage, answers, invoiceDue, began);
    }

    /** A decline before a success limits no later wait. */
    Progress patientAgain() {
        return lastWait == null || lastWait.waiting() != OrderStatus.PAYMENT_DECLINED
                ? this
                : new Progress(revision, stage, answers, invoiceDue, null);
    }

    /** A wait of which the customer was reminded has no reminder left. */
    Progress reminded() {
        return lastWait == null
                ? this
                : waiting(new WaitBegan(lastWait.waiting(), lastWait.revision(), null, lastWait.until()));
    }
}
