package dev.waybill.order.view;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.eventstore.RowWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The view that orders are searched by; written in the transaction that moves an order. */
@Component
public class OrderView {

    private final ContextParts parts;
    private final String upsert;
    private final RowWriter<Order> writer = this::write;

    OrderView(@Qualifier("orderParts") ContextParts parts) {
        this.parts = parts;
        this.upsert = "insert into " + parts.schema() + ".order_view"
                + " (order_id, customer_id, status, reference, skus, placed_at)"
                + " select i, c, s, nullif(r, ''), string_to_array(k, ' '), p"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])"
                + " as n(i, c, s, r, k, p)"
                + " on conflict (order_id) do update set status = excluded.status, skus = excluded.skus";
    }

    /** Shows the order as it is after this transaction. */
    public void show(Order order) {
        parts.transactions().current().write(writer, order);
    }

    private void write(List<Order> moved) {
        Map<String, Order> newest = new LinkedHashMap<>();
        moved.forEach(order -> newest.put(order.id(), order));
        List<Order> orders = List.copyOf(newest.values());
        parts.jdbc()
                .update(
                        upsert,
                        column(orders, Order::id),
                        column(orders, order -> order.agreed().customerId()),
                        column(orders, order -> order.status().name()),
                        column(orders, OrderView::reference),
                        column(orders, OrderView::skus),
                        column(orders, order -> order.agreed().placedAt().toString()));
    }

    private static String reference(Order order) {
        String reference = order.agreed().reference();
        return reference == null ? "" : reference;
    }

    private static String skus(Order order) {
        return String.join(
                " ", order.terms().lines().stream().map(OrderLine::sku).toList());
    }

    private static String[] column(List<Order> orders, Function<Order, String> value) {
        return orders.stream().map(value).toArray(String[]::new);
    }
}
