package dev.waybill.ecommerce.application;

import dev.waybill.ecommerce.domain.CartOrder;
import dev.waybill.ecommerce.domain.OrderProgress;
import dev.waybill.platform.audit.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The orders of checked-out carts, as order has reported them to the shop. */
public final class CartOrders {

    private static final String RECORD = """
            insert into ecommerce.order_told (order_id, status, told_at)
            select order_id, ?, ? from ecommerce.cart where order_id = ?""";

    private static final String OF_CART = """
            select order_id, (select status from ecommerce.order_told told
                              where told.order_id = cart.order_id and told_at <= ? order by id desc limit 1)
            from ecommerce.cart where cart_id = ? and order_id is not null""";

    private static final String NEWEST = """
            select c.order_id, t.status, t.told_at from ecommerce.cart c
            left join lateral (select status, told_at from ecommerce.order_told o
                               where o.order_id = c.order_id order by id desc limit 1) t on true
            where c.order_id = any(?)""";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public CartOrders(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records the progress of an order, with the current transaction; an order that came from no cart is skipped. */
    public void record(String orderId, OrderProgress progress) {
        jdbc.update(RECORD, progress.name(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), orderId);
    }

    /** The cart's order; empty before checkout. */
    public Optional<CartOrder> of(String cartId) {
        return of(cartId, OffsetDateTime.MAX);
    }

    /** The order of a cart that is checked out, as it had been reported by an instant. */
    public Optional<CartOrder> of(String cartId, Instant asOf) {
        return of(cartId, OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC));
    }

    private Optional<CartOrder> of(String cartId, OffsetDateTime asOf) {
        return jdbc.query(OF_CART, (row, n) -> CartOrder.of(row.getString(1), row.getString(2)), asOf, cartId).stream()
                .findFirst();
    }

    /** The newest reports of these orders, for the comparison with other contexts; orders of no cart are left out. */
    Map<String, AuditEntry> entries(Collection<String> orderIds) {
        Map<String, AuditEntry> entries = new HashMap<>();
        jdbc.query(
                NEWEST,
                row -> {
                    entries.put(row.getString(1), entry(row));
                },
                (Object) orderIds.toArray(String[]::new));
        return entries;
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        CartOrder order = CartOrder.of(row.getString(1), row.getString(2));
        OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
        return new AuditEntry(order.status(), 0, at == null ? null : at.toInstant(), false, Map.of(), Map.of());
    }
}
