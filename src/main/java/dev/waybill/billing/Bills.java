package dev.waybill.billing;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.BillCommand;
import dev.waybill.billing.domain.BillDecider;
import dev.waybill.billing.domain.BillEvent;
import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.BillEvent.ProviderRequest;
import dev.waybill.billing.domain.BillEvolution;
import dev.waybill.billing.domain.FreePayments;
import dev.waybill.billing.domain.Ledger;
import dev.waybill.billing.messaging.BillPublisher;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.messaging.SentMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** All bills: what order needs, and what the payment provider answered. */
@Component
public class Bills {

    /** Bills as pure functions. */
    public static final Decider<Bill, BillCommand, BillEvent> DECIDER =
            new Decider<>(Bill.NONE, BillDecider::decide, BillEvolution::evolve);

    /** The stored names of what can happen to a bill. */
    public static final EventTypes<BillEvent> EVENT_TYPES = EventTypes.of(BillEvent.class);

    static final String CATEGORY = "bill";

    private final ContextRuntime parts;
    private final Aggregates<Bill, BillCommand, BillEvent> aggregates;
    private final PriceList priceList;
    private final BillPublisher publisher;
    private final Journal journal;
    private final FreePayments.Numbers free;

    Bills(
            @Qualifier("billingParts") ContextRuntime parts,
            PriceList priceList,
            BillPublisher publisher,
            Journal journal,
            DocumentNumbers numbers) {
        this.parts = parts;
        this.aggregates = parts.aggregates(CATEGORY, DECIDER, EVENT_TYPES, bill -> null);
        this.priceList = priceList;
        this.publisher = publisher;
        this.journal = journal;
        this.free = new FreePayments.Numbers(() -> numbers.next("INV"), () -> numbers.next("CN"));
    }

    /** Decides a command inside the current transaction, posts and publishes what came of it, and asks the provider. */
    public void handle(String orderId, BillCommand command) {
        Bill bill = aggregates.locked(orderId);
        var decided = aggregates.handle(orderId, command);
        for (BillEvent event : decided.events()) {
            journal.post(orderId, bill, Ledger.of(bill, event));
            bill = BillEvolution.evolve(bill, event);
            publisher.publish(orderId, decided.state(), event);
        }
        for (BillEvent event : decided.events()) {
            if (event instanceof ProviderRequest request) {
                settle(orderId, request);
            }
        }
    }

    /** Has done what is requested: at once where no money moves, else by the provider. */
    private void settle(String orderId, ProviderRequest request) {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
        FreePayments.answer(aggregates.locked(orderId), request, free, now)
                .ifPresentOrElse(answer -> handle(orderId, answer), () -> ask(orderId, request));
    }

    /** Drafts the invoice, or remembers to do so once the price list is that far. */
    public void prepare(InvoiceRequest request) {
        priceList
                .draft(request)
                .ifPresentOrElse(
                        draft -> handle(request.orderId(), new BillCommand.Prepare(request, draft)),
                        () -> awaitPrices(request));
    }

    private void awaitPrices(InvoiceRequest request) {
        handle(request.orderId(), new BillCommand.AwaitPrices(request));
        parts.jdbc()
                .update(
                        "insert into billing.waiting_bill (order_id) values (?) on conflict do nothing",
                        request.orderId());
    }

    /**
     * Drafts the invoices that waited for prices which are known by now, some at a time, drawn by lot, so that those whose
     * prices stay unknown keep up nobody; there is nothing to do again at once.
     */
    boolean retryWaiting() {
        List<String> waiting = parts.jdbc()
                .queryForList("select order_id from billing.waiting_bill order by random() limit 100", String.class);
        waiting.forEach(orderId -> parts.transactions().run(() -> {
            InvoiceRequest request = aggregates.locked(orderId).awaitingPrices();
            if (request == null) {
                parts.jdbc().update("delete from billing.waiting_bill where order_id = ?", orderId);
            } else {
                priceList.draft(request).ifPresent(draft -> {
                    handle(orderId, new BillCommand.Prepare(request, draft));
                    parts.jdbc().update("delete from billing.waiting_bill where order_id = ?", orderId);
                });
            }
        }));
        return false;
    }

    private void ask(String orderId, ProviderRequest request) {
        String kind = switch (request) {
            case BillEvent.AuthorizationRequested authorization -> ProviderCalls.AUTHORIZE;
            case BillEvent.CaptureRequested capture -> ProviderCalls.CAPTURE;
            case BillEvent.VoidRequested voiding -> ProviderCalls.VOID;
            case BillEvent.RefundRequested refund -> ProviderCalls.REFUND;
        };
        call(kind, orderId, request.paymentId());
    }

    /** Has the provider let go of what a payment that is over may yet have come to hold. */
    void letGo(String orderId, String paymentId) {
        call(ProviderCalls.VOID, orderId, paymentId);
    }

    private void call(String kind, String orderId, String paymentId) {
        parts.calls().ask(kind + ":" + paymentId, kind, orderId);
    }

    /** The bill under its head's lock. */
    Bill locked(String orderId) {
        return aggregates.locked(orderId);
    }

    /** The bills that the stored events make, by order. */
    Map<String, Bill> replayed(Collection<String> orderIds) {
        return aggregates.past().replayed(orderIds);
    }

    /** Every message about a bill that its events have led to, in order. */
    List<SentMessage> said(String orderId) {
        return aggregates.past().steps(orderId).stream()
                .flatMap(step -> BillPublisher.message(orderId, step.state(), step.event())
                        .map(message -> new SentMessage(message, step.stored()))
                        .stream())
                .toList();
    }

    public void prefetch(Collection<String> orderIds) {
        aggregates.prefetch(orderIds);
    }

    public Optional<Bill> find(String orderId) {
        return aggregates.find(orderId);
    }

    /** What happened to a bill, oldest first. */
    public List<RecordedEvent> history(String orderId) {
        return aggregates.past().events(orderId);
    }
}
