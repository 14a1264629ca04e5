package dev.waybill.order.web;

import dev.waybill.contract.Money;
import dev.waybill.order.OrderFlow;
import dev.waybill.order.Pricing;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.web.ProblemException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Turns a request into an order, once per idempotency key. */
@Component
class OrderPlacement {

    private static final int MOST_PIECES = 9_999;

    private final ContextParts parts;
    private final Pricing pricing;
    private final IdempotencyKeys keys;
    private final OrderFlow flow;

    OrderPlacement(@Qualifier("orderParts") ContextParts parts, Pricing pricing, IdempotencyKeys keys, OrderFlow flow) {
        this.parts = parts;
        this.pricing = pricing;
        this.keys = keys;
        this.flow = flow;
    }

    /** Places the order, or answers with the one that this login's key already led to. */
    String place(String login, @Nullable String key, PlaceOrderRequest request, String traceparent) {
        String orderId = UUID.randomUUID().toString();
        return parts.transactions().in(() -> {
            Optional<String> known = key == null ? Optional.empty() : keys.claim(login, key, request, orderId);
            return known.orElseGet(() -> {
                parts.transactions()
                        .current()
                        .because(
                                new Cause(orderId, key == null ? "request:" + orderId : "request:" + key, traceparent));
                return flow.place(placed(orderId, request)).id();
            });
        });
    }

    private OrderPlaced placed(String orderId, PlaceOrderRequest request) {
        var to = request.shipTo();
        var priced = pricing.price(pieces(request.items()), request.discountCode(), to.country());
        return new OrderPlaced(
                orderId,
                request.customerId(),
                priced.lines(),
                priced.currency(),
                priced.discount(),
                priced.tariffVersion(),
                priced.amounts(),
                quoted(request.quotedTotal(), priced.currency()),
                new ShipTo(to.name(), to.street(), to.city(), to.postalCode(), to.country()),
                request.paymentMethod(),
                request.reference(),
                request.attributes() == null ? Map.of() : request.attributes(),
                parts.clock().instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** A SKU that is listed twice is one line with the pieces of both. */
    private static List<Pieces> pieces(List<PlaceOrderRequest.ItemRequest> items) {
        Map<String, Integer> bySku = new LinkedHashMap<>();
        items.forEach(item -> bySku.merge(item.sku(), item.quantity(), Integer::sum));
        bySku.forEach((sku, quantity) -> {
            if (quantity > MOST_PIECES) {
                throw ProblemException.unprocessable(
                        "too-many-pieces",
                        "the lines of " + sku + " come to " + quantity + " pieces; at most 9999 fit in an order",
                        "items");
            }
        });
        return bySku.entrySet().stream()
                .map(entry -> new Pieces(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static @Nullable Long quoted(@Nullable Money quoted, String currency) {
        if (quoted == null) {
            return null;
        }
        if (!quoted.currency().equals(currency)) {
            throw ProblemException.unprocessable(
                    "mixed-currencies", "orders are paid in " + currency, "quotedTotal.currency");
        }
        return quoted.minor();
    }
}
