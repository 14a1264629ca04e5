package dev.waybill.billing.domain;

import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.BillEvent.RequestedLine;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an order's process asks of billing, and how it continues with the answers, as in the diagram. */
final class OrderModel {

    /** Where the process waits. */
    enum Awaits {
        INVOICE,
        AUTHORIZATION,
        ANOTHER_METHOD,
        STOCK,
        CAPTURE,
        NOTHING_BUT_THE_PARCEL,
        RELEASE,
        NOTHING
    }

    /** A message to billing. */
    sealed interface Request {
        int revision();

        record PrepareInvoice(InvoiceRequest request) implements Request {
            @Override
            public int revision() {
                return request.revision();
            }
        }

        record AuthorizePayment(int revision, String method) implements Request {}

        record CapturePayment(int revision) implements Request {}

        record ReleasePayment(int revision) implements Request {}
    }

    private static final Set<Awaits> CHANGEABLE = EnumSet.range(Awaits.INVOICE, Awaits.CAPTURE);

    final Queue<Request> asked = new ArrayDeque<>();
    final Set<Integer> capturesAsked = new HashSet<>();
    private int revision = 1;
    private int pieces = 3;
    private @Nullable Long quoted;
    private String method = "ACCEPTED";
    private Awaits awaits = Awaits.INVOICE;

    OrderModel() {
        prepare();
    }

    Awaits awaits() {
        return awaits;
    }

    int revision() {
        return revision;
    }

    /** What the customer is to pay, in minor units. */
    long total() {
        return 1_000L * pieces;
    }

    void changeLines(int newPieces, boolean misquoted) {
        if (CHANGEABLE.contains(awaits)) {
            revision++;
            pieces = newPieces;
            quoted = misquoted ? total() + 1 : null;
            prepare();
        }
    }

    /** A method that is waited for goes on with the payment, any other change starts over. */
    void changeMethod(String newMethod) {
        if (CHANGEABLE.contains(awaits)) {
            revision++;
            method = newMethod;
            if (awaits == Awaits.ANOTHER_METHOD) {
                authorize();
            } else {
                prepare();
            }
        }
    }

    boolean stockIsReserved() {
        boolean awaited = awaits == Awaits.STOCK;
        if (awaited) {
            capturesAsked.add(revision);
            ask(Awaits.CAPTURE, new Request.CapturePayment(revision));
        }
        return awaited;
    }

    void cancel() {
        if (awaits != Awaits.RELEASE && awaits != Awaits.NOTHING) {
            ask(Awaits.RELEASE, new Request.ReleasePayment(revision));
        }
    }

    void receives(BillEvent answer) {
        switch (answer) {
            case BillEvent.InvoicePrepared(var answered, var total) -> {
                if (isAnswered(Awaits.INVOICE, answered)) {
                    authorize();
                }
            }
            case BillEvent.BillableAmountRejected(var answered, var calculated, var agreed) -> {
                if (isAnswered(Awaits.INVOICE, answered)) {
                    cancel();
                }
            }
            case BillEvent.PaymentAuthorized authorized ->
                goOn(Awaits.AUTHORIZATION, authorized.revision(), Awaits.STOCK);
            case BillEvent.PaymentDeclined declined -> {
                goOn(Awaits.AUTHORIZATION, declined.revision(), Awaits.ANOTHER_METHOD);
                goOn(Awaits.CAPTURE, declined.revision(), Awaits.ANOTHER_METHOD);
            }
            case BillEvent.PaymentCaptured captured ->
                goOn(Awaits.CAPTURE, captured.revision(), Awaits.NOTHING_BUT_THE_PARCEL);
            case BillEvent.PaymentReleased released -> goOn(Awaits.RELEASE, released.revision(), Awaits.NOTHING);
            default -> {} // nothing that the process waits for
        }
    }

    private boolean isAnswered(Awaits awaited, int answered) {
        return awaits == awaited && answered == revision;
    }

    private void goOn(Awaits from, int answered, Awaits to) {
        if (isAnswered(from, answered)) {
            awaits = to;
        }
    }

    private void prepare() {
        var lines = List.of(new RequestedLine("LAMP", pieces, 1));
        ask(
                Awaits.INVOICE,
                new Request.PrepareInvoice(new InvoiceRequest("o", revision, lines, null, 0, 1, "DE", quoted)));
    }

    private void authorize() {
        ask(Awaits.AUTHORIZATION, new Request.AuthorizePayment(revision, method));
    }

    private void ask(Awaits next, Request request) {
        awaits = next;
        asked.add(request);
    }
}
