package dev.waybill.order.view;

import dev.waybill.platform.database.Conditions;
import dev.waybill.platform.projection.ProjectionRunner;
import dev.waybill.platform.security.Owners;
import dev.waybill.platform.text.ComparableText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds orders, newest first, a page at a time; an order is found right after the request that placed it. */
public class OrderSearch {

    /**
     * What to look for; a filter that is null lets everything through.
     *
     * @param owners whose orders may be found at all
     * @param after the number of the last order of the page before
     */
    public record Query(
            Owners owners,
            @Nullable String status,
            @Nullable String customerId,
            @Nullable String sku,
            @Nullable String reference,
            @Nullable Long after,
            int limit) {}

    /** An order that was found, with its number in the order of placing. */
    public record Found(long number, String orderId) {}

    private final JdbcTemplate jdbc;
    private final ProjectionRunner view;

    public OrderSearch(JdbcTemplate jdbc, ProjectionRunner view) {
        this.jdbc = jdbc;
        this.view = view;
    }

    public List<Found> find(Query query) {
        view.awaitNow();
        String reference = query.reference();
        var asked = visible(query.owners())
                .and("status = ?", query.status())
                .and("customer_id = ?", query.customerId() == null ? null : ComparableText.of(query.customerId()))
                .and("skus @> array[?::text]", query.sku())
                .and("number < ?", query.after());
        if (reference != null) { // rows from before references were made comparable have them as given
            asked.andAll("reference in (?, ?)", List.of(reference, ComparableText.of(reference)));
        }
        asked.ordered("number desc", query.limit());
        return jdbc.query(
                "select number, order_id from orders.order_view" + asked.sql(),
                (row, n) -> new Found(row.getLong(1), row.getString(2)),
                asked.values());
    }

    private static Conditions visible(Owners owners) {
        return switch (owners) {
            case Owners.All() -> new Conditions("true");
            case Owners.Only(String owner) ->
                new Conditions("true").andAll("customer_id = ?", List.of(ComparableText.of(owner)));
        };
    }

    /** Begins to rebuild the view from the orders' events; searches go on in the old one meanwhile. */
    public void rebuild() {
        view.rebuild();
    }
}
