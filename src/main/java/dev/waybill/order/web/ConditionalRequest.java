package dev.waybill.order.web;

import dev.waybill.order.application.Orders;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.web.IfMatch;
import java.util.function.BooleanSupplier;

/** A request that may insist on the order's version: runs it in one transaction, under the lock of the order's head. */
public class ConditionalRequest {

    private final Transactions transactions;
    private final Orders orders;

    public ConditionalRequest(Transactions transactions, Orders orders) {
        this.transactions = transactions;
        this.orders = orders;
    }

    /**
     * Runs a decision about an order.
     *
     * @param name of the request, as its path ends; the cause of what happens
     * @return whether it was not too late
     */
    boolean decide(String orderId, IfMatch ifMatch, String name, BooleanSupplier decision) {
        return transactions.in(() -> {
            transactions.current().because(Cause.of(orderId, "request:" + name));
            ifMatch.require("the order", orders.locked(orderId).version());
            return decision.getAsBoolean();
        });
    }
}
