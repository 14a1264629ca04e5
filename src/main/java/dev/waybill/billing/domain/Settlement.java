package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillEvent.CaptureDeferred;
import dev.waybill.billing.domain.BillEvent.CaptureRequested;
import dev.waybill.billing.domain.BillEvent.PaymentReleased;
import dev.waybill.billing.domain.BillEvent.RefundRequested;
import dev.waybill.billing.domain.Payment.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows for a bill when money has moved. One payment pays an order: what an older one collected before a change is
 * refunded first, then the current one is captured; and a release is answered when nothing is held any more.
 */
final class Settlement {

    private Settlement() {}

    /** Collects at once, or when what an older payment collected is refunded. */
    static List<BillEvent> collect(Bill bill, int revision, String id) {
        if (!bill.holdsOtherMoney(id)) {
            return List.of(new CaptureRequested(revision, id, bill.total()));
        }
        List<BillEvent> events = new ArrayList<>();
        events.add(new CaptureDeferred(revision, id));
        bill.payments(Status.CAPTURED).forEach(older -> events.add(new RefundRequested(older.id(), older.captured())));
        return events;
    }

    static List<BillEvent> after(Bill bill, BillEvent... events) {
        return after(bill, List.of(events));
    }

    /** The events, and what follows from them: a capture that waited, or the answer to a release. */
    static List<BillEvent> after(Bill bill, List<BillEvent> events) {
        List<BillEvent> all = new ArrayList<>(events);
        Bill now = bill;
        for (BillEvent event : events) {
            now = BillEvolution.evolve(now, event);
        }
        if (now.released() && now.isSettled()) {
            all.add(new PaymentReleased(now.revision()));
        } else if (now.toCapture() && now.has(now.current(), Status.AUTHORIZED) && !isBeingRefunded(now)) {
            all.addAll(collect(now, now.revision(), now.current()));
        }
        return all;
    }

    /** Whether all that other payments collected is being refunded, or will be once their captures are answered. */
    private static boolean isBeingRefunded(Bill bill) {
        return bill.holdsOtherMoney(bill.current())
                && bill.payments(Status.CAPTURED).findAny().isEmpty();
    }
}
