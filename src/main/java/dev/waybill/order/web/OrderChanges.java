package dev.waybill.order.web;

import dev.waybill.contract.Money;
import dev.waybill.order.OrderFlow;
import dev.waybill.order.Orders;
import dev.waybill.order.Pricing;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand.ChangeLines;
import dev.waybill.order.domain.OrderCommand.ChangeShipTo;
import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.web.IfMatch;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What customers may still decide about an order; each says whether it was not too late. */
@Component
class OrderChanges {

    private final ContextParts parts;
    private final Orders orders;
    private final OrderFlow flow;
    private final Pricing pricing;

    OrderChanges(@Qualifier("orderParts") ContextParts parts, Orders orders, OrderFlow flow, Pricing pricing) {
        this.parts = parts;
        this.orders = orders;
        this.flow = flow;
        this.pricing = pricing;
    }

    boolean cancel(String orderId, IfMatch ifMatch, String reason, String login) {
        return decide(
                orderId,
                ifMatch,
                "cancellation",
                () -> flow.cancel(orderId, new RequestCancellation(reason, "requested by " + login)));
    }

    boolean changePaymentMethod(String orderId, IfMatch ifMatch, String method) {
        return decide(orderId, ifMatch, "payment-method", () -> flow.changePaymentMethod(orderId, method));
    }

    boolean changeLines(String orderId, IfMatch ifMatch, List<Pieces> items, @Nullable Money quotedTotal) {
        return decide(orderId, ifMatch, "lines", () -> {
            Order order = orders.locked(orderId);
            var priced = pricing.reprice(order, items, order.terms().shipTo().country());
            Long quoted = Requested.quoted(quotedTotal, priced.currency());
            return flow.change(orderId, new ChangeLines(priced.lines(), priced.amounts(), quoted));
        });
    }

    boolean changeShipTo(String orderId, IfMatch ifMatch, ShipTo shipTo) {
        return decide(orderId, ifMatch, "ship-to", () -> {
            Order order = orders.locked(orderId);
            var priced = pricing.reprice(order, order.terms().pieces(), shipTo.country());
            return flow.change(orderId, new ChangeShipTo(shipTo, priced.amounts()));
        });
    }

    private boolean decide(String orderId, IfMatch ifMatch, String what, BooleanSupplier decision) {
        return parts.transactions().in(() -> {
            parts.transactions().current().because(Cause.of(orderId, "request:" + what));
            ifMatch.require("the order", orders.locked(orderId).version());
            return decision.getAsBoolean();
        });
    }
}
