package dev.waybill.order.web;

import dev.waybill.order.application.EraseCustomer;
import dev.waybill.order.application.PlaceOrder;
import dev.waybill.order.application.Pricing;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.web.IdempotencyKeys.Remembered;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.SharedTransactions;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.web.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a request into an order, once per idempotency key. */
public class IdempotentPlacement {

    /** Whether the order was taken, or what its key had led to before. */
    private record Outcome(boolean taken, Optional<Remembered> first) {}

    private final Transactions transactions;
    private final Clock clock;
    private final Pricing pricing;
    private final IdempotencyKeys keys;
    private final PlaceOrder placeOrder;
    private final EraseCustomer eraseCustomer;
    private final SharedTransactions shared;

    public IdempotentPlacement(
            Transactions transactions,
            Clock clock,
            Pricing pricing,
            IdempotencyKeys keys,
            PlaceOrder placeOrder,
            EraseCustomer eraseCustomer,
            OrderProcess process) {
        this.transactions = transactions;
        this.clock = clock;
        this.shared = new SharedTransactions(transactions, process::together);
        this.pricing = pricing;
        this.keys = keys;
        this.placeOrder = placeOrder;
        this.eraseCustomer = eraseCustomer;
    }

    /** Places the order, or answers with the one that this login's key already led to. */
    String place(String login, @Nullable String key, PlaceOrderRequest request, String traceparent) {
        String orderId = UUID.randomUUID().toString();
        OrderPlaced order;
        try {
            order = placed(orderId, request);
        } catch (ProblemException refused) {
            return accepted(login, key, request).orElseThrow(() -> refused);
        }
        Cause cause = new Cause(orderId, "request:" + (key == null ? orderId : key), traceparent);
        Outcome outcome = shared.in(() -> {
            if (eraseCustomer.isErased(order.customerId())) {
                return new Outcome(false, Optional.empty());
            }
            Optional<Remembered> first = key == null ? Optional.empty() : keys.claim(login, key, request, orderId);
            if (first.isEmpty()) {
                transactions.current().because(cause);
                placeOrder.place(order);
            }
            return new Outcome(true, first);
        });
        if (!outcome.taken()) {
            return accepted(login, key, request).orElseThrow(() -> erased(order.customerId()));
        }
        return outcome.first()
                .map(first -> keys.orderOf(first, String.valueOf(key), request))
                .orElse(orderId);
    }

    /** What was accepted once with the key stays so, whatever has become of its prices or its customer since. */
    private Optional<String> accepted(String login, @Nullable String key, PlaceOrderRequest request) {
        return Optional.ofNullable(key)
                .flatMap(used -> keys.remembered(login, used).map(first -> keys.orderOf(first, used, request)));
    }

    private static ProblemException erased(String customerId) {
        return ProblemException.conflict(
                "customer-erased",
                "customer " + customerId + " was erased; no order is accepted for this customer any more");
    }

    private OrderPlaced placed(String orderId, PlaceOrderRequest request) {
        var to = request.shipTo();
        var priced = pricing.price(Requested.pieces(request.items()), request.discountCode(), to.country());
        return new OrderPlaced(
                orderId,
                request.customerId(),
                priced.lines(),
                priced.currency(),
                priced.discount(),
                priced.tariffVersion(),
                priced.amounts(),
                priced.quoted(request.quotedTotal()),
                Requested.shipTo(to),
                request.paymentMethod(),
                request.reference(),
                request.attributes() == null ? Map.of() : request.attributes(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
