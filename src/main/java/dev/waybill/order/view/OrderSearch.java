package dev.waybill.order.view;

import dev.waybill.platform.context.ContextParts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Finds orders, newest first, a page at a time. */
@Component
public class OrderSearch {

    /** What to look for; null for anything. {@code after} is the number of the last order of the page before. */
    public record Query(
            @Nullable String status,
            @Nullable String customerId,
            @Nullable String sku,
            @Nullable String reference,
            @Nullable Long after,
            int limit) {}

    /** An order that was found, with its number in the order of placing. */
    public record Found(long number, String orderId) {}

    private final ContextParts parts;

    OrderSearch(@Qualifier("orderParts") ContextParts parts) {
        this.parts = parts;
    }

    public List<Found> find(Query query) {
        List<Object> values = new ArrayList<>();
        var where = new StringBuilder(" where true");
        condition(where, values, " and status = ?", query.status());
        condition(where, values, " and customer_id = ?", query.customerId());
        condition(where, values, " and skus @> array[?]", query.sku());
        condition(where, values, " and reference = ?", query.reference());
        condition(where, values, " and number < ?", query.after());
        values.add(query.limit());
        return parts.jdbc()
                .query(
                        "select number, order_id from " + parts.schema() + ".order_view" + where
                                + " order by number desc limit ?",
                        (row, n) -> new Found(row.getLong(1), row.getString(2)),
                        values.toArray());
    }

    private static void condition(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            values.add(value);
        }
    }
}
