package dev.waybill.desk.view;

import dev.waybill.platform.context.ContextRuntime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Stock as the desk knows it. */
@Component
public class DeskStock {

    /** Pieces of a SKU; the name is null while the price list has not been heard. */
    public record Sku(String sku, @Nullable String name, long received, long reserved, long backOrdered, long shipped) {

        /** What is in the house. */
        public long onHand() {
            return received - shipped;
        }

        /** What nobody has reserved. */
        public long available() {
            return onHand() - reserved;
        }
    }

    private final ContextRuntime parts;
    private final String select;

    DeskStock(@Qualifier("deskParts") ContextRuntime parts) {
        this.parts = parts;
        this.select =
                "select sku, name, received, reserved, back_ordered, shipped from " + parts.schema() + ".stock_desk";
    }

    /** SKUs in the order of their names, from behind one on. */
    public List<Sku> after(String sku, int limit) {
        return parts.jdbc().query(select + " where sku > ? order by sku limit ?", DeskStock::sku, sku, limit);
    }

    /** One SKU; empty for one that nobody has told of. */
    public Optional<Sku> find(String sku) {
        return parts.jdbc().query(select + " where sku = ?", DeskStock::sku, sku).stream()
                .findFirst();
    }

    private static Sku sku(ResultSet row, int number) throws SQLException {
        return new Sku(
                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }
}
