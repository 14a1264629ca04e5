package dev.waybill.order.web;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.process.Moment;
import dev.waybill.order.process.ProcessReplay;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import java.util.List;

/** Single orders as they are shown, with what they wait for: since when follows from their events. */
public class ShownOrders {

    private final Orders orders;
    private final ProcessReplay replay;

    public ShownOrders(Orders orders, ProcessReplay replay) {
        this.orders = orders;
        this.replay = replay;
    }

    /** An order as it is now. */
    OrderJson now(String orderId, CurrentUser user) {
        return shown(orders.moments(orderId), user);
    }

    /** An order as it was at one of its versions. */
    OrderJson at(Order then, CurrentUser user) {
        return shown(orders.moments(then.id()).subList(0, Math.toIntExact(then.version())), user);
    }

    private OrderJson shown(List<Moment> moments, CurrentUser user) {
        if (moments.isEmpty()) {
            throw ProblemException.notFound("order");
        }
        return OrderJson.of(moments.getLast().order(), user, replay.waitingFor(moments));
    }
}
