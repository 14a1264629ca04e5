package dev.waybill.order.web;

import dev.waybill.order.OrderFlow;
import dev.waybill.order.Pricing;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.SharedTransactions;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Turns a request into an order, once per idempotency key. */
@Component
class OrderPlacement {

    private final ContextParts parts;
    private final Pricing pricing;
    private final IdempotencyKeys keys;
    private final OrderFlow flow;
    private final SharedTransactions shared;

    OrderPlacement(
            @Qualifier("orderParts") ContextParts parts,
            Pricing pricing,
            IdempotencyKeys keys,
            OrderFlow flow,
            OrderProcess process) {
        this.parts = parts;
        this.shared = new SharedTransactions(parts.transactions(), process::together);
        this.pricing = pricing;
        this.keys = keys;
        this.flow = flow;
    }

    /** Places the order, or answers with the one that this login's key already led to. */
    String place(String login, @Nullable String key, PlaceOrderRequest request, String traceparent) {
        String orderId = UUID.randomUUID().toString();
        String cause = "request:" + (key == null ? orderId : key);
        return shared.in(() -> {
            Optional<String> known = key == null ? Optional.empty() : keys.claim(login, key, request, orderId);
            return known.orElseGet(() -> {
                parts.transactions().current().because(new Cause(orderId, cause, traceparent));
                return flow.place(placed(orderId, request)).id();
            });
        });
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
                Requested.quoted(request.quotedTotal(), priced.currency()),
                Requested.shipTo(to),
                request.paymentMethod(),
                request.reference(),
                request.attributes() == null ? Map.of() : request.attributes(),
                parts.clock().instant().truncatedTo(ChronoUnit.MICROS));
    }
}
