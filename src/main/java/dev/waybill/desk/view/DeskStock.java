package dev.waybill.desk.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stock as the desk knows it. */
public final class DeskStock {

    /** Pieces of a SKU; the name is null until the price list has been received. */
    public record Sku(String sku, @Nullable String name, long received, long reserved, long backOrdered, long shipped) {

        /** The pieces in the warehouse. */
        public long onHand() {
            return received - shipped;
        }

        /** The pieces in the warehouse that are not reserved. */
        public long available() {
            return onHand() - reserved;
        }
    }

    private static final String SELECT =
            "select sku, name, received, reserved, back_ordered, shipped from desk.stock_desk";

    private final JdbcTemplate jdbc;

    public DeskStock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The SKUs that follow one in the order of their names. */
    public List<Sku> after(String sku, int limit) {
        return jdbc.query(SELECT + " where sku > ? order by sku limit ?", DeskStock::sku, sku, limit);
    }

    /** One SKU; empty for one that no message has named. */
    public Optional<Sku> find(String sku) {
        return jdbc.query(SELECT + " where sku = ?", DeskStock::sku, sku).stream()
                .findFirst();
    }

    private static Sku sku(ResultSet row, int number) throws SQLException {
        return new Sku(
                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }
}
