package dev.waybill.order.domain;

import java.util.EnumSet;
import java.util.Set;

/** What the customer, or an agent for them, may do with an order. */
public enum OrderAction {
    CANCEL,
    CHANGE_LINES,
    CHANGE_ADDRESS,
    CHANGE_PAYMENT_METHOD;

    /** The actions that are possible while an order is as it is; each other one is refused as too late. */
    public static Set<OrderAction> of(Order order) {
        Set<OrderAction> actions = EnumSet.noneOf(OrderAction.class);
        if (order.isCancellable()) {
            actions.add(CANCEL);
        }
        if (order.isChangeable()) {
            actions.addAll(EnumSet.of(CHANGE_LINES, CHANGE_ADDRESS, CHANGE_PAYMENT_METHOD));
        }
        return actions;
    }
}
