package dev.waybill.order.view;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.platform.eventstore.LoggedEvent;
import dev.waybill.platform.eventstore.StateFollower;
import dev.waybill.platform.projection.Projection;
import dev.waybill.platform.text.ComparableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/** The view that orders are searched by. An order's number is the place of its first event, so it stays when rebuilt. */
public class OrderViewProjection implements Projection {

    private static final String TABLE = "order_view";

    private record Moved(long number, Order order) {}

    private final JdbcTemplate jdbc;
    private final StateFollower<Order, OrderEvent> orders;

    public OrderViewProjection(JdbcTemplate jdbc, Orders orders) {
        this.jdbc = jdbc;
        this.orders = orders.follower();
    }

    @Override
    public String name() {
        return "order-search";
    }

    @Override
    public List<String> tables() {
        return List.of(TABLE);
    }

    @Override
    public void apply(List<LoggedEvent> events, UnaryOperator<String> table) {
        Map<String, Moved> moved = new LinkedHashMap<>();
        for (LoggedEvent logged : events) {
            if (logged.event().stream().category().equals(Orders.CATEGORY)) {
                String id = logged.event().stream().id();
                Moved before = moved.get(id);
                long number = before == null ? logged.at().position() : before.number();
                moved.put(id, new Moved(number, orders.after(logged.event())));
            }
        }
        if (!moved.isEmpty()) {
            write(List.copyOf(moved.values()), table.apply(TABLE));
        }
    }

    /** Only an order that is new gets a number; the first event of the batch is then its first of all. */
    private void write(List<Moved> moved, String table) {
        jdbc.update(
                "insert into " + table + " as v (number, order_id, customer_id, status, reference, skus, placed_at)"
                        + " select m, i, c, s, nullif(r, ''), string_to_array(k, ' '), p"
                        + " from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                        + " ?::timestamptz[]) as n(m, i, c, s, r, k, p)"
                        + " on conflict (order_id) do update set status = excluded.status, skus = excluded.skus"
                        + " where (v.status, v.skus) is distinct from (excluded.status, excluded.skus)",
                moved.stream().map(Moved::number).toArray(Long[]::new),
                column(moved, Order::id),
                column(moved, order -> ComparableText.of(order.agreed().customerId())),
                column(moved, order -> order.status().name()),
                column(moved, OrderViewProjection::reference),
                column(moved, OrderViewProjection::skus),
                column(moved, order -> order.agreed().placedAt().toString()));
    }

    private static String reference(Order order) {
        String reference = order.agreed().reference();
        return reference == null ? "" : ComparableText.of(reference);
    }

    private static String skus(Order order) {
        return String.join(
                " ", order.terms().lines().stream().map(OrderLine::sku).toList());
    }

    private static String[] column(List<Moved> moved, Function<Order, String> value) {
        return moved.stream().map(Moved::order).map(value).toArray(String[]::new);
    }
}
