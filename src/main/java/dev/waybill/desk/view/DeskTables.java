package dev.waybill.desk.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.Line;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.text.ComparableText;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of the desk's read models, written a batch at a time. */
final class DeskTables {

    static final List<String> NAMES = List.of("order_desk", "order_count", "order_arrival", "stock_desk");
    static final List<String> COMPARED = List.of("order_desk", "order_count", "stock_desk");

    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private final JdbcTemplate jdbc;

    DeskTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of these orders, by id; unknown orders are left out. */
    Map<String, OrderFacts> load(Collection<String> orderIds, UnaryOperator<String> table) {
        Map<String, OrderFacts> known = new HashMap<>();
        if (!orderIds.isEmpty()) {
            jdbc.query(
                    "select order_id, facts from " + table.apply("order_desk") + " where order_id = any(?)",
                    row -> {
                        known.put(row.getString(1), read(row.getString(2)));
                    },
                    (Object) orderIds.toArray(String[]::new));
        }
        return known;
    }

    void save(Collection<OrderFacts> orders, Tally tally, UnaryOperator<String> table) {
        if (!orders.isEmpty()) {
            saveOrders(List.copyOf(orders), table.apply("order_desk"));
            saveCounts(tally.orders(), table.apply("order_count"));
        }
        if (!tally.arrivals().isEmpty()) {
            saveArrivals(tally.arrivals(), table.apply("order_arrival"));
        }
        if (!tally.stock().isEmpty()) {
            saveStock(tally.stock(), table.apply("stock_desk"));
        }
    }

    private void saveOrders(List<OrderFacts> orders, String table) {
        jdbc.update(
                "insert into " + table + " (order_id, customer_id, reference, skus, status, placed_at, since, until,"
                        + " place, facts) select i, c, r, string_to_array(k, ' '), s, p, d, u, q, f::jsonb"
                        + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],"
                        + " ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::text[])"
                        + " as n(i, c, r, k, s, p, d, u, q, f) on conflict (order_id) do update set"
                        + " customer_id = excluded.customer_id, reference = excluded.reference, skus = excluded.skus,"
                        + " status = excluded.status, placed_at = excluded.placed_at, since = excluded.since,"
                        + " until = excluded.until, place = excluded.place, facts = excluded.facts",
                column(orders, OrderFacts::orderId),
                column(orders, facts -> comparable(facts.order().customerId())),
                column(orders, facts -> comparable(facts.order().reference())),
                column(orders, DeskTables::skus),
                column(orders, facts -> facts.standing().status().name()),
                column(orders, facts -> text(facts.order().placedAt())),
                column(orders, facts -> text(facts.standing().since())),
                column(orders, facts -> text(facts.standing().until())),
                orders.stream().map(facts -> facts.standing().place()).toArray(Long[]::new),
                column(orders, DeskTables::write));
    }

    private void saveCounts(Map<Status, Long> counts, String table) {
        jdbc.update(
                "insert into " + table + " as c (status, orders) select * from unnest(?::text[], ?::bigint[])"
                        + " on conflict (status) do update set orders = c.orders + excluded.orders",
                counts.keySet().stream().map(Status::name).toArray(String[]::new),
                counts.values().toArray(Long[]::new));
    }

    private void saveArrivals(Map<Tally.Arrival, Long> arrivals, String table) {
        List<Tally.Arrival> places = List.copyOf(arrivals.keySet());
        jdbc.update(
                "insert into " + table + " as a (minute, status, orders)"
                        + " select * from unnest(?::timestamptz[], ?::text[], ?::bigint[])"
                        + " on conflict (minute, status) do update set orders = a.orders + excluded.orders",
                places.stream().map(place -> place.minute().toString()).toArray(String[]::new),
                places.stream().map(place -> place.status().name()).toArray(String[]::new),
                places.stream().map(arrivals::get).toArray(Long[]::new));
        jdbc.update(
                "delete from " + table + " where minute < (select max(minute) from " + table + ") - interval '1 day'");
    }

    private void saveStock(Map<String, Tally.Stock> stock, String table) {
        List<Tally.Stock> changes = List.copyOf(stock.values());
        jdbc.update(
                "insert into " + table + " as s (sku, name, version, received, reserved, back_ordered, shipped)"
                        + " select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],"
                        + " ?::bigint[], ?::bigint[]) on conflict (sku) do update set"
                        + " name = case when excluded.version > s.version then excluded.name else s.name end,"
                        + " version = greatest(s.version, excluded.version),"
                        + " received = s.received + excluded.received, reserved = s.reserved + excluded.reserved,"
                        + " back_ordered = s.back_ordered + excluded.back_ordered,"
                        + " shipped = s.shipped + excluded.shipped",
                stock.keySet().toArray(String[]::new),
                changes.stream()
                        .map(sku -> sku.product == null ? null : sku.product.name())
                        .toArray(String[]::new),
                numbers(changes, sku -> sku.product == null ? 0L : sku.product.version()),
                numbers(changes, sku -> sku.received),
                numbers(changes, sku -> sku.reserved),
                numbers(changes, sku -> sku.missing),
                numbers(changes, sku -> sku.issued));
    }

    private static Long[] numbers(List<Tally.Stock> stock, Function<Tally.Stock, Long> number) {
        return stock.stream().map(number).toArray(Long[]::new);
    }

    private static String skus(OrderFacts facts) {
        return String.join(" ", facts.order().lines().stream().map(Line::sku).toList());
    }

    private static @Nullable String comparable(@Nullable String text) {
        return text == null ? null : ComparableText.of(text);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String[] column(List<OrderFacts> orders, Function<OrderFacts, @Nullable String> value) {
        return orders.stream().map(value).toArray(String[]::new);
    }

    private static String write(OrderFacts facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts cannot be written as JSON: " + facts, e);
        }
    }

    static OrderFacts read(String facts) {
        try {
            return JSON.readValue(facts, OrderFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored facts of an order are not readable JSON", e);
        }
    }
}
