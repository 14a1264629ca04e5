package dev.waybill.billing.application;

import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.BillCommand;
import dev.waybill.billing.domain.BillDecider;
import dev.waybill.billing.domain.BillEvent;
import dev.waybill.billing.domain.BillEvent.ProviderRequest;
import dev.waybill.billing.domain.BillEvolution;
import dev.waybill.billing.domain.FreePayments;
import dev.waybill.billing.domain.Ledger;
import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.messaging.EventPublisher;
import dev.waybill.platform.messaging.SentMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All bills: what orders need, and what the payment provider answered. */
public final class Bills {

    /** Bills as pure functions. */
    public static final Decider<Bill, BillCommand, BillEvent> DECIDER =
            new Decider<>(Bill.NONE, BillDecider::decide, BillEvolution::evolve);

    /** The stored names of what can happen to a bill. */
    public static final EventTypes<BillEvent> EVENT_TYPES = EventTypes.of(BillEvent.class);

    /** The category of the bills' streams. */
    public static final String CATEGORY = "bill";

    private final Aggregates<Bill, BillCommand, BillEvent> aggregates;
    private final EventPublisher<Bill, BillEvent> publisher;
    private final Journal journal;
    private final FreePayments.Numbers numbers;
    private final RemoteCalls calls;
    private final Clock clock;

    public Bills(
            Aggregates<Bill, BillCommand, BillEvent> aggregates,
            EventPublisher<Bill, BillEvent> publisher,
            Journal journal,
            DocumentNumbers numbers,
            RemoteCalls calls,
            Clock clock) {
        this.aggregates = aggregates;
        this.publisher = publisher;
        this.journal = journal;
        this.numbers = new FreePayments.Numbers(() -> numbers.next("INV"), () -> numbers.next("CN"));
        this.calls = calls;
        this.clock = clock;
    }

    /** Decides a command inside the current transaction, posts and publishes its events, and asks the provider. */
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

    /** Fulfils a request: at once where no money moves, otherwise by the provider. */
    private void settle(String orderId, ProviderRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        FreePayments.answer(aggregates.locked(orderId), request, numbers, now)
                .ifPresentOrElse(answer -> handle(orderId, answer), () -> ask(orderId, request));
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

    /** Has the provider void a payment that the bill has closed, but that the provider may have come to hold since. */
    void voidClosed(String orderId, String paymentId) {
        call(ProviderCalls.VOID, orderId, paymentId);
    }

    private void call(String kind, String orderId, String paymentId) {
        calls.ask(kind + ":" + paymentId, kind, orderId);
    }

    /** The bill under its head's lock. */
    Bill locked(String orderId) {
        return aggregates.locked(orderId);
    }

    /** The bills as their stored events make them, by order. */
    Map<String, Bill> replayed(Collection<String> orderIds) {
        return aggregates.past().replayed(orderIds);
    }

    /** Every message that the events of a bill were published as, in order. */
    List<SentMessage> sent(String orderId) {
        return publisher.sent(orderId, aggregates.past().steps(orderId));
    }

    /** Loads the bills that a batch is about to change, in one query. */
    public void prefetch(Collection<String> orderIds) {
        aggregates.prefetch(orderIds);
    }

    /** The bill of an order as it is now; empty for an order that has asked for nothing yet. */
    public Optional<Bill> find(String orderId) {
        return aggregates.find(orderId);
    }
}
