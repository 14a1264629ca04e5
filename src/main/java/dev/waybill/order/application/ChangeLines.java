package dev.waybill.order.application;

import dev.waybill.contract.Money;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand.ReplaceLines;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.process.OrderProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces an order's lines: those that stay keep their agreed price, added ones take today's. */
public class ChangeLines {

    private final Orders orders;
    private final OrderProcess process;
    private final Pricing pricing;

    public ChangeLines(Orders orders, OrderProcess process, Pricing pricing) {
        this.orders = orders;
        this.process = process;
        this.pricing = pricing;
    }

    /**
     * Changes the lines with the current transaction.
     *
     * @param quotedTotal the total that is insisted on; null when whatever the lines come to counts as agreed
     * @return whether the order has these lines now, rather than that it is too late
     */
    public boolean change(String orderId, List<Pieces> items, @Nullable Money quotedTotal) {
        Order order = orders.locked(orderId);
        var priced = pricing.reprice(order, items, order.terms().shipTo().country());
        var change = new ReplaceLines(priced.lines(), priced.amounts(), priced.quoted(quotedTotal));
        return OrderChange.apply(orders, process, orderId, change, OrderChange.CHANGE_REQUESTED);
    }
}
