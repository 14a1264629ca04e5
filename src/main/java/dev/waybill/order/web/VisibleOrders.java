package dev.waybill.order.web;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;

/** Which orders a user may see, and which they may decide about. */
public class VisibleOrders {

    private final Orders orders;

    public VisibleOrders(Orders orders) {
        this.orders = orders;
    }

    /** An order that the user may see; to customers, the orders of others do not exist. */
    Order find(String id, CurrentUser user) {
        return orders.find(id)
                .filter(order -> user.maySee(order.agreed().customerId()))
                .orElseThrow(() -> ProblemException.notFound("order " + id));
    }

    /** An order that the user may decide about. */
    Order own(String id, CurrentUser user) {
        Order order = find(id, user);
        if (!user.mayActFor(order.agreed().customerId())) {
            throw ProblemException.forbidden("only the customer and agents decide about an order");
        }
        return order;
    }
}
