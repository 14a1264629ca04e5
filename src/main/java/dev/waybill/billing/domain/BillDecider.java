package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillCommand.Authorize;
import dev.waybill.billing.domain.BillCommand.AwaitPrices;
import dev.waybill.billing.domain.BillCommand.Capture;
import dev.waybill.billing.domain.BillCommand.Prepare;
import dev.waybill.billing.domain.BillCommand.RecordActionRequired;
import dev.waybill.billing.domain.BillCommand.RecordAuthorized;
import dev.waybill.billing.domain.BillCommand.RecordCaptureDeclined;
import dev.waybill.billing.domain.BillCommand.RecordCaptured;
import dev.waybill.billing.domain.BillCommand.RecordDeclined;
import dev.waybill.billing.domain.BillCommand.RecordRefunded;
import dev.waybill.billing.domain.BillCommand.RecordVoided;
import dev.waybill.billing.domain.BillCommand.Release;
import dev.waybill.billing.domain.BillEvent.AuthorizationRequested;
import dev.waybill.billing.domain.BillEvent.BillableAmountCalculated;
import dev.waybill.billing.domain.BillEvent.BillableAmountRejected;
import dev.waybill.billing.domain.BillEvent.BillableAmountVerified;
import dev.waybill.billing.domain.BillEvent.CaptureRequested;
import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.BillEvent.InvoicePrepared;
import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.BillEvent.InvoiceRequested;
import dev.waybill.billing.domain.BillEvent.PaymentActionRequired;
import dev.waybill.billing.domain.BillEvent.PaymentAuthorized;
import dev.waybill.billing.domain.BillEvent.PaymentCaptured;
import dev.waybill.billing.domain.BillEvent.PaymentDeclined;
import dev.waybill.billing.domain.BillEvent.PaymentRefunded;
import dev.waybill.billing.domain.BillEvent.PaymentReleased;
import dev.waybill.billing.domain.BillEvent.PaymentVoided;
import dev.waybill.billing.domain.BillEvent.RefundRequested;
import dev.waybill.billing.domain.BillEvent.ReleaseRequested;
import dev.waybill.billing.domain.BillEvent.VoidRequested;
import dev.waybill.billing.domain.Payment.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bill decides. Order says what it now needs; the bill works out what is still to be asked of the provider. After
 * a release everything that arrives is undone, and the release is answered when nothing is held any more.
 */
public final class BillDecider {

    private BillDecider() {}

    /** The events that a command leads to. */
    public static List<BillEvent> decide(Bill bill, BillCommand command) {
        return switch (command) {
            case AwaitPrices(var request) ->
                outdated(bill, request.revision()) ? List.of() : List.of(new InvoiceRequested(request));
            case Prepare(var request, var draft) -> prepare(bill, request, draft);
            case Authorize authorize -> authorize(bill, authorize);
            case Capture capture -> capture(bill, capture);
            case Release(var revision, var reason) -> release(bill, revision, reason);
            case RecordAuthorized(var id, var expiresAt) -> authorized(bill, id, expiresAt);
            case RecordActionRequired(var id, var url) ->
                is(bill, id, Status.AUTHORIZING) ? List.of(new PaymentActionRequired(id, url)) : List.of();
            case RecordDeclined(var id, var reason) ->
                isAuthorizing(bill, id)
                        ? settled(bill, new PaymentDeclined(revisionFor(bill, id), id, reason))
                        : List.of();
            case RecordCaptured(var id, var number, var at) -> captured(bill, id, number, at);
            case RecordCaptureDeclined(var id, var reason) ->
                is(bill, id, Status.CAPTURING)
                        ? List.of(new PaymentDeclined(revisionFor(bill, id), id, reason), new VoidRequested(id))
                        : List.of();
            case RecordVoided(var id) ->
                is(bill, id, Status.VOIDING) ? settled(bill, new PaymentVoided(id)) : List.of();
            case RecordRefunded(var id, var number, var at) -> refunded(bill, id, number, at);
        };
    }

    private static boolean outdated(Bill bill, int revision) {
        return bill.released() || revision < bill.revision();
    }

    private static List<BillEvent> prepare(Bill bill, InvoiceRequest request, Draft draft) {
        int revision = request.revision();
        if (outdated(bill, revision)) {
            return List.of();
        }
        long total = draft.amounts().total();
        Long quoted = request.quotedTotal();
        if (quoted != null && quoted != total) {
            return List.of(
                    new BillableAmountCalculated(revision, draft), new BillableAmountRejected(revision, total, quoted));
        }
        return List.of(
                new BillableAmountCalculated(revision, draft),
                new BillableAmountVerified(revision, total),
                new InvoicePrepared(revision, total));
    }

    private static List<BillEvent> authorize(Bill bill, Authorize command) {
        int revision = command.revision();
        if (outdated(bill, revision) || bill.draft() == null || bill.rejected()) {
            return List.of();
        }
        var current = bill.payment(bill.current());
        if (revision == bill.revision()
                && current.filter(payment ->
                                isPending(payment) && payment.method().equals(command.method()))
                        .isPresent()) {
            return List.of(); // asked again while the provider is being asked: its answer is on the way
        }
        return current.filter(payment -> payment.covers(bill.total(), command.method(), command.now())
                        || payment.status() == Status.CAPTURED)
                .<List<BillEvent>>map(payment -> List.of(kept(revision, payment, command.now())))
                .orElseGet(() -> List.of(request(bill, command.orderId(), revision, command.method(), false)));
    }

    private static BillEvent kept(int revision, Payment payment, Instant now) {
        Instant expiresAt = payment.expiresAt();
        return new PaymentAuthorized(revision, payment.id(), payment.amount(), expiresAt == null ? now : expiresAt);
    }

    private static AuthorizationRequested request(
            Bill bill, String orderId, int revision, String method, boolean toCapture) {
        String id = orderId + "-" + (bill.payments().size() + 1);
        return new AuthorizationRequested(revision, id, method, bill.total(), toCapture);
    }

    private static List<BillEvent> authorized(Bill bill, String id, Instant expiresAt) {
        if (!isAuthorizing(bill, id)) {
            return List.of();
        }
        List<BillEvent> events = new ArrayList<>();
        long amount = bill.payment(id).map(Payment::amount).orElse(0L);
        events.add(new PaymentAuthorized(revisionFor(bill, id), id, amount, expiresAt));
        if (!bill.isCurrent(id)) {
            events.add(new VoidRequested(id));
            return events;
        }
        bill.payments(Status.AUTHORIZED).forEach(older -> events.add(new VoidRequested(older.id())));
        if (bill.toCapture()) {
            events.add(new CaptureRequested(bill.revision(), id));
        }
        return events;
    }

    private static List<BillEvent> capture(Bill bill, Capture command) {
        int revision = command.revision();
        if (outdated(bill, revision)) {
            return List.of();
        }
        Payment payment = bill.payment(bill.current()).orElse(null);
        if (payment == null) {
            return List.of(new PaymentDeclined(revision, "", "nothing was authorized"));
        }
        return switch (payment.status()) {
            case CAPTURED -> List.of(new PaymentCaptured(revision, payment.id(), payment.amount()));
            case CAPTURING -> List.of(new CaptureRequested(revision, payment.id()));
            case AUTHORIZED ->
                payment.hasLapsed(command.now())
                        ? List.of(
                                new VoidRequested(payment.id()),
                                request(bill, command.orderId(), revision, payment.method(), true))
                        : List.of(new CaptureRequested(revision, payment.id()));
            case AUTHORIZING, ACTION_REQUIRED -> List.of();
            case DECLINED, VOIDING, VOIDED, REFUNDING, REFUNDED ->
                List.of(new PaymentDeclined(revision, payment.id(), "nothing is authorized any more"));
        };
    }

    private static List<BillEvent> captured(Bill bill, String id, String number, Instant at) {
        Draft draft = bill.draft();
        if (!is(bill, id, Status.CAPTURING) || draft == null) {
            return List.of();
        }
        long amount = bill.payment(id).map(Payment::amount).orElse(0L);
        List<BillEvent> events = new ArrayList<>();
        events.add(new PaymentCaptured(revisionFor(bill, id), id, amount));
        events.add(new InvoiceIssued(bill.revision(), number, draft.lines(), amount, at));
        if (bill.released()) {
            events.add(new RefundRequested(id, amount));
        }
        return events;
    }

    private static List<BillEvent> release(Bill bill, int revision, String reason) {
        List<BillEvent> events = new ArrayList<>();
        if (!bill.released()) {
            events.add(new ReleaseRequested(revision, reason));
            for (Payment payment : bill.payments().values()) {
                switch (payment.status()) {
                    case AUTHORIZED, ACTION_REQUIRED -> events.add(new VoidRequested(payment.id()));
                    case CAPTURED -> events.add(new RefundRequested(payment.id(), payment.amount()));
                    default -> {} // nothing is held, or an answer is on the way and will be undone
                }
            }
        }
        if (bill.payments().values().stream()
                .noneMatch(payment -> payment.status().isOpen())) {
            events.add(new PaymentReleased(revision));
        }
        return events;
    }

    private static List<BillEvent> refunded(Bill bill, String id, String number, Instant at) {
        if (!is(bill, id, Status.REFUNDING)) {
            return List.of();
        }
        long amount = bill.payment(id).map(Payment::amount).orElse(0L);
        String invoice = bill.invoices().getLast().number();
        return settled(
                bill,
                new PaymentRefunded(bill.revision(), id, amount),
                new CreditNoteIssued(bill.revision(), number, invoice, amount, at));
    }

    /** The events, and the answer to a release if they leave nothing held. */
    private static List<BillEvent> settled(Bill bill, BillEvent... events) {
        List<BillEvent> all = new ArrayList<>(List.of(events));
        Bill after = bill;
        for (BillEvent event : events) {
            after = BillEvolution.evolve(after, event);
        }
        if (after.released()
                && after.payments().values().stream()
                        .noneMatch(payment -> payment.status().isOpen())) {
            all.add(new PaymentReleased(after.revision()));
        }
        return all;
    }

    private static boolean isPending(Payment payment) {
        return payment.status() == Status.AUTHORIZING || payment.status() == Status.ACTION_REQUIRED;
    }

    private static boolean isAuthorizing(Bill bill, String id) {
        return bill.payment(id).filter(BillDecider::isPending).isPresent();
    }

    private static boolean is(Bill bill, String id, Status status) {
        return bill.payment(id).filter(payment -> payment.status() == status).isPresent();
    }

    /** What is not relied on any more is told with revision 0: it is on record and moves nothing. */
    private static int revisionFor(Bill bill, String id) {
        return bill.isCurrent(id) ? bill.revision() : 0;
    }
}
