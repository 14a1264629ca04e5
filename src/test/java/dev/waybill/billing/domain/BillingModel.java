package dev.waybill.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.billing.application.Bills;
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
import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.OrderModel.Request;
import dev.waybill.billing.gateway.PaymentGateway.Authorization;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult;
import dev.waybill.contract.amounts.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A bill between its order and the payment provider: what is in flight in either direction arrives when the
 * history has it arrive.
 * Messages keep their order; calls to the provider do not, may be made twice, and their results recorded twice.
 */
final class BillingModel {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private record Result(String call, Supplier<List<BillCommand>> command) {}

    /** Is shown every decision. */
    interface Watch {
        void decided(BillCommand command, List<BillEvent> events, Bill after);
    }

    final OrderModel order = new OrderModel();
    final ProviderModel provider = new ProviderModel(START);
    private final Watch watch;
    private final Queue<BillEvent> answers = new ArrayDeque<>();
    private final Set<String> calls = new LinkedHashSet<>();
    private final List<Result> results = new ArrayList<>();
    private Bill bill = Bill.NONE;
    private Instant now = START;
    private int documents;

    BillingModel(Watch watch) {
        this.watch = watch;
    }

    Bill bill() {
        return bill;
    }

    void timePasses(Duration time) {
        now = now.plus(time);
        provider.timePasses(time);
    }

    /** Billing receives the order's next message; its copy of the price list may lack the versions that it names. */
    boolean billingReceives(boolean pricesKnown) {
        Request request = order.asked.poll();
        if (request == null) {
            return false;
        }
        handle(command(request, pricesKnown));
        return true;
    }

    private BillCommand command(Request request, boolean pricesKnown) {
        return switch (request) {
            case Request.PrepareInvoice(var invoice) ->
                pricesKnown ? new Prepare(invoice, draft(invoice)) : new AwaitPrices(invoice);
            case Request.AuthorizePayment(var revision, var method) -> new Authorize("o", revision, method, now);
            case Request.CapturePayment(var revision) -> new Capture("o", revision, now);
            case Request.ReleasePayment(var revision) -> new Release(revision, "why");
        };
    }

    private static Draft draft(InvoiceRequest request) {
        int pieces = request.lines().getFirst().quantity();
        long total = 1_000L * pieces;
        return new Draft(
                List.of(new BillLine("LAMP", pieces, 1_000)),
                "EUR",
                "DE",
                new Amounts(900L * pieces, 0, 0, 100L * pieces, total));
    }

    boolean pricesCome() {
        InvoiceRequest waiting = bill.awaitingPrices();
        if (waiting != null) {
            handle(new Prepare(waiting, draft(waiting)));
        }
        return waiting != null;
    }

    boolean orderReceives() {
        BillEvent answer = answers.poll();
        if (answer != null) {
            order.receives(answer);
        }
        return answer != null;
    }

    /** One of the calls is made; its answer may be lost, and the call is then made again. */
    boolean providerIsCalled(int pick, boolean answerArrives) {
        if (calls.isEmpty()) {
            return false;
        }
        String call = List.copyOf(calls).get(pick % calls.size());
        Supplier<List<BillCommand>> result = make(call);
        if (answerArrives) {
            results.add(new Result(call, result));
        }
        return true;
    }

    private Supplier<List<BillCommand>> make(String call) {
        String id = call.substring(call.indexOf(':') + 1);
        Payment payment = bill.payment(id).orElseThrow();
        assertThat(payment.isFree()).as("the provider is asked for nothing").isFalse();
        switch (call.substring(0, call.indexOf(':'))) {
            case "authorize" -> {
                var asked = new Authorization(id, "o", payment.method(), payment.amount(), "EUR");
                return outcome(id, provider.authorize(asked));
            }
            case "capture" -> {
                Draft collects = payment.collects();
                long amount = collects == null ? 0 : collects.amounts().total();
                return switch (provider.capture(id, amount)) {
                    case CaptureResult.Captured() ->
                        () -> documented(id, Payment.Status.CAPTURING, new RecordCaptured(id, number(), now));
                    case CaptureResult.Refused(var reason) -> () -> List.of(new RecordCaptureDeclined(id, reason));
                };
            }
            case "void" -> {
                provider.cancel(id);
                return () -> List.of(new RecordVoided(id));
            }
            default -> {
                provider.refund(id);
                return () -> documented(id, Payment.Status.REFUNDING, new RecordRefunded(id, number(), now));
            }
        }
    }

    private static Supplier<List<BillCommand>> outcome(String id, AuthorizationResult result) {
        return switch (result) {
            case AuthorizationResult.Authorized(var expiresAt) -> () -> List.of(new RecordAuthorized(id, expiresAt));
            case AuthorizationResult.Declined(var reason) -> () -> List.of(new RecordDeclined(id, reason));
            case AuthorizationResult.ActionRequired(var url) -> () -> List.of(new RecordActionRequired(id, url));
            case AuthorizationResult.Pending() -> List::of;
        };
    }

    /** A number is taken only for a document that will be issued. */
    private List<BillCommand> documented(String id, Payment.Status expected, BillCommand command) {
        boolean news = bill.payment(id).orElseThrow().status() == expected;
        return news ? List.of(command) : List.of();
    }

    private String number() {
        return "N-" + ++documents;
    }

    /** One of the results is recorded, and its call forgotten; the same result may come again. */
    boolean resultIsRecorded(int pick, boolean again) {
        if (results.isEmpty()) {
            return false;
        }
        int at = pick % results.size();
        Result result = again ? results.get(at) : results.remove(at);
        result.command().get().forEach(this::handle);
        calls.remove(result.call());
        return true;
    }

    /** The customer or the bank decides on a payment, and the provider calls back. */
    void providerCallsBack(int pick, boolean accepted) {
        var ids = List.copyOf(bill.payments().keySet());
        if (!ids.isEmpty()) {
            String id = ids.get(pick % ids.size());
            if (provider.asks(id)) {
                results.add(new Result("callback:" + id, outcome(id, provider.decide(id, accepted))));
            }
        }
    }

    private void handle(BillCommand command) {
        List<BillEvent> events = Bills.DECIDER.decide().apply(bill, command);
        bill = Bills.DECIDER.replay(bill, events);
        answers.addAll(events);
        watch.decided(command, events, bill);
        var numbers = new FreePayments.Numbers(this::number, this::number);
        for (BillEvent event : events) {
            if (event instanceof BillEvent.ProviderRequest request) {
                FreePayments.answer(bill, request, numbers, now).ifPresentOrElse(this::handle, () -> ask(request));
            }
        }
    }

    private void ask(BillEvent.ProviderRequest request) {
        String kind = switch (request) {
            case BillEvent.AuthorizationRequested authorization -> "authorize:";
            case BillEvent.CaptureRequested capture -> "capture:";
            case BillEvent.VoidRequested voiding -> "void:";
            case BillEvent.RefundRequested refund -> "refund:";
        };
        calls.add(kind + request.paymentId());
    }

    /** What only the provider has to decide it does decide some day; a customer may never confirm. */
    private boolean providerDecides() {
        var undecided = provider.undecided();
        undecided.ifPresent(id -> results.add(new Result("callback:" + id, outcome(id, provider.decide(id, true)))));
        return undecided.isPresent();
    }

    /** Lets everything arrive that is in flight, until nothing moves any more; returns whether the bill came to rest. */
    boolean comesToRest() {
        for (int round = 0; round < 1_000; round++) {
            if (!somethingArrives() && !order.stockIsReserved() && !providerDecides()) {
                return true;
            }
        }
        return false;
    }

    /** Lets the next thing arrive that is in flight; returns whether there was any. */
    boolean somethingArrives() {
        return billingReceives(true)
                || pricesCome()
                || orderReceives()
                || resultIsRecorded(0, false)
                || providerIsCalled(0, true);
    }
}
