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
 * What a bill decides. The order states what it now needs; the bill works out what is still to be asked of the provider. After
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
            case RecordActionRequired(var id, var url) -> actionRequired(bill, id, url);
            case RecordDeclined(var id, var reason) ->
                isPending(bill, id)
                        ? Settlement.after(bill, new PaymentDeclined(revisionFor(bill, id), id, reason))
                        : List.of();
            case RecordCaptured(var id, var number, var at) -> captured(bill, id, number, at);
            case RecordCaptureDeclined(var id, var reason) ->
                bill.has(id, Status.CAPTURING)
                        ? Settlement.after(
                                bill, new PaymentDeclined(revisionFor(bill, id), id, reason), new VoidRequested(id))
                        : List.of();
            case RecordVoided(var id) ->
                bill.has(id, Status.VOIDING) ? Settlement.after(bill, new PaymentVoided(id)) : List.of();
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
        Payment current = bill.payment(bill.current()).orElse(null);
        if (current == null || !isSufficient(bill, current, command)) {
            return List.of(request(bill, command.orderId(), revision, command.method(), false));
        }
        if (current.status().isPending()) {
            return revision == current.revision()
                    ? List.of() // the provider is being asked already, and its answer is on the way
                    : List.of(new AuthorizationRequested(
                            revision, current.id(), current.method(), current.amount(), false));
        }
        Instant expiresAt = current.expiresAt();
        return List.of(new PaymentAuthorized(
                revision, current.id(), current.amount(), expiresAt == null ? command.now() : expiresAt));
    }

    /** What was collected already is kept whatever the method, if it is for the very same invoice. */
    private static boolean isSufficient(Bill bill, Payment payment, Authorize command) {
        return switch (payment.status()) {
            case AUTHORIZING, ACTION_REQUIRED -> payment.covers(bill.total(), command.method());
            case AUTHORIZED -> payment.covers(bill.total(), command.method()) && !payment.hasLapsed(command.now());
            case CAPTURING -> payment.paysFor(bill.draft()) && payment.method().equals(command.method());
            case CAPTURED -> payment.paysFor(bill.draft());
            case DECLINED, VOIDING, VOIDED, REFUNDING, REFUNDED -> false;
        };
    }

    private static AuthorizationRequested request(
            Bill bill, String orderId, int revision, String method, boolean toCapture) {
        String id = orderId + "-" + (bill.payments().size() + 1);
        return new AuthorizationRequested(revision, id, method, bill.total(), toCapture);
    }

    /** With the new authorization the older ones are voided. */
    private static List<BillEvent> authorized(Bill bill, String id, Instant expiresAt) {
        if (!isPending(bill, id)) {
            return List.of();
        }
        List<BillEvent> events = new ArrayList<>();
        long amount = bill.payment(id).map(Payment::amount).orElse(0L);
        events.add(new PaymentAuthorized(revisionFor(bill, id), id, amount, expiresAt));
        if (bill.isCurrent(id)) {
            bill.payments().values().stream()
                    .filter(older -> !older.id().equals(id))
                    .filter(older -> older.status() == Status.AUTHORIZED || older.status() == Status.ACTION_REQUIRED)
                    .forEach(older -> events.add(new VoidRequested(older.id())));
        } else {
            events.add(new VoidRequested(id));
        }
        return Settlement.after(bill, events);
    }

    /** A payment that the order no longer relies on is voided rather than confirmed. */
    private static List<BillEvent> actionRequired(Bill bill, String id, String url) {
        if (!bill.has(id, Status.AUTHORIZING)) {
            return List.of();
        }
        var asked = new PaymentActionRequired(id, url);
        return bill.isCurrent(id) ? List.of(asked) : List.of(asked, new VoidRequested(id));
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
        String id = payment.id();
        return switch (payment.status()) {
            case CAPTURED ->
                payment.paysFor(bill.draft())
                        ? List.of(new PaymentCaptured(revision, id, payment.captured()))
                        : List.of(new PaymentDeclined(revision, "", "nothing is authorized for the new amount"));
            case CAPTURING -> List.of(new CaptureRequested(revision, id, bill.total()));
            case AUTHORIZED ->
                payment.hasLapsed(command.now())
                        ? List.of(
                                new VoidRequested(id),
                                request(bill, command.orderId(), revision, payment.method(), true))
                        : Settlement.collect(bill, revision, id);
            case AUTHORIZING, ACTION_REQUIRED -> List.of(); // it is collected once it is authorized
            case DECLINED, VOIDING, VOIDED, REFUNDING, REFUNDED ->
                List.of(new PaymentDeclined(revision, "", "nothing is authorized any more"));
        };
    }

    private static List<BillEvent> captured(Bill bill, String id, String number, Instant at) {
        Draft draft = bill.payment(id).map(Payment::collects).orElse(null);
        if (!bill.has(id, Status.CAPTURING) || draft == null) {
            return List.of();
        }
        long amount = draft.amounts().total();
        int revision = revisionFor(bill, id);
        List<BillEvent> events = new ArrayList<>();
        events.add(new PaymentCaptured(revision, id, amount));
        events.add(new InvoiceIssued(revision, id, number, draft.lines(), amount, at));
        if (!bill.isCurrent(id)) {
            events.add(new RefundRequested(id, amount));
        }
        return events;
    }

    private static List<BillEvent> release(Bill bill, int revision, String reason) {
        if (bill.released()) {
            return bill.isSettled() ? List.of(new PaymentReleased(revision)) : List.of();
        }
        List<BillEvent> events = new ArrayList<>();
        events.add(new ReleaseRequested(revision, reason));
        for (Payment payment : bill.payments().values()) {
            switch (payment.status()) {
                case AUTHORIZED, ACTION_REQUIRED -> events.add(new VoidRequested(payment.id()));
                case CAPTURED -> events.add(new RefundRequested(payment.id(), payment.captured()));
                case AUTHORIZING, CAPTURING -> {} // an answer is on the way and will be undone
                case DECLINED, VOIDING, VOIDED, REFUNDING, REFUNDED -> {} // nothing is held, or soon will not be
            }
        }
        return Settlement.after(bill, events);
    }

    private static List<BillEvent> refunded(Bill bill, String id, String number, Instant at) {
        Payment payment = bill.payment(id).orElse(null);
        if (payment == null || payment.status() != Status.REFUNDING) {
            return List.of();
        }
        String invoice = String.valueOf(payment.invoice());
        return Settlement.after(
                bill,
                new PaymentRefunded(bill.revision(), id, payment.captured()),
                new CreditNoteIssued(bill.revision(), number, invoice, payment.captured(), at));
    }

    private static boolean isPending(Bill bill, String id) {
        return bill.payment(id).filter(payment -> payment.status().isPending()).isPresent();
    }

    /** An answer about a payment that the order no longer relies on has revision 0: it is recorded and moves nothing. */
    private static int revisionFor(Bill bill, String id) {
        return bill.isCurrent(id) ? bill.payment(id).map(Payment::revision).orElse(0) : 0;
    }
}
