package dev.waybill.order.web;

import dev.waybill.order.Orders;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.web.IfMatch;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** A request that may insist on the order's version: runs it in one transaction, under the lock of the order's head. */
@Component
class ConditionalRequest {

    private final ContextRuntime parts;
    private final Orders orders;

    ConditionalRequest(@Qualifier("orderParts") ContextRuntime parts, Orders orders) {
        this.parts = parts;
        this.orders = orders;
    }

    /**
     * Runs a decision about an order.
     *
     * @param name of the request, as its path ends; the cause of what happens
     * @return whether it was not too late
     */
    boolean decide(String orderId, IfMatch ifMatch, String name, BooleanSupplier decision) {
        return parts.transactions().in(() -> {
            parts.transactions().current().because(Cause.of(orderId, "request:" + name));
            ifMatch.require("the order", orders.locked(orderId).version());
            return decision.getAsBoolean();
        });
    }
}
