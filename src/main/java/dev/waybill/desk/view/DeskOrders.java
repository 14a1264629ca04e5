package dev.waybill.desk.view;

import dev.waybill.platform.database.Conditions;
import dev.waybill.platform.text.ComparableText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders as the desk knows them. */
public final class DeskOrders {

    /** What orders can be searched by. */
    public enum Term {
        /** The id of an order, or its beginning: people name orders by the beginning that lists show. */
        ORDER("order_id >= ? and order_id < ? || 'z' and starts_with(order_id, ?)"),
        CUSTOMER("customer_id = ?"),
        REFERENCE("reference in (?, ?)"),
        SKU("skus @> array[?::text]");

        private static final int SHORTEST_BEGINNING = 8;

        private final String condition;

        Term(String condition) {
            this.condition = condition;
        }

        private boolean mayBe(String text) {
            return this != ORDER || text.length() >= SHORTEST_BEGINNING;
        }

        private void restrict(Conditions conditions, String text) {
            int places = (int) condition.chars().filter(place -> place == '?').count();
            List<Object> values = new ArrayList<>(Collections.nCopies(places, text));
            if (this == CUSTOMER || this == REFERENCE) {
                values.set(0, ComparableText.of(text)); // rows of earlier releases hold references as they were given
            }
            conditions.andAll(condition, values);
        }
    }

    /**
     * What to search for; null accepts anything.
     *
     * @param terms every one of them has to match
     * @param placedFrom the order was placed then or later
     * @param placedBefore the order was placed before then
     * @param standingSince the order has not ended, and has been in its status since then or earlier
     * @param after the last order of the previous page
     */
    public record Query(
            @Nullable Status status,
            Map<Term, String> terms,
            @Nullable Instant placedFrom,
            @Nullable Instant placedBefore,
            @Nullable Instant standingSince,
            @Nullable After after,
            int limit) {

        private Query by(Term term, String text) {
            return new Query(status, Map.of(term, text), placedFrom, placedBefore, standingSince, after, limit);
        }
    }

    /** The last order of a page, in the order of placing; in an address it looks like {@code 2026-01-31T12:00:00Z_id}. */
    public record After(Instant placedAt, String orderId) {

        /** The cursor of the page that follows that order, which has been placed. */
        public static After behind(OrderFacts last) {
            return new After(Objects.requireNonNull(last.order().placedAt()), last.orderId());
        }

        /** Parses what {@link #toString} has written; empty for any other text. */
        public static Optional<After> parse(String text) {
            if (!text.matches("\\d{4}-[^_]+_[\\w-]+")) { // the database has no years of other lengths
                return Optional.empty();
            }
            int mark = text.indexOf('_');
            try {
                return Optional.of(new After(Instant.parse(text.substring(0, mark)), text.substring(mark + 1)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return placedAt + "_" + orderId;
        }
    }

    private static final Comparator<OrderFacts> NEWEST_FIRST = Comparator.comparing(
                    (OrderFacts facts) -> Objects.requireNonNull(facts.order().placedAt()))
            .thenComparing(OrderFacts::orderId)
            .reversed();

    private static final String TABLE = "desk.order_desk";

    private final JdbcTemplate jdbc;

    public DeskOrders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Orders that match the text by any term, whatever terms the query has, the newest first. Each term is a statement of
     * its own: for several terms in one statement the database expects so many orders that it scans all of them.
     */
    public List<OrderFacts> findByAny(String text, Query query) {
        return Arrays.stream(Term.values())
                .filter(term -> term.mayBe(text))
                .flatMap(term -> find(query.by(term, text)).stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>(NEWEST_FIRST)))
                .stream()
                .limit(query.limit())
                .toList();
    }

    /** Orders, the newest first. */
    public List<OrderFacts> find(Query query) {
        String sku = query.terms().get(Term.SKU);
        if (sku != null && !isKnown(sku)) {
            return List.of();
        }
        var conditions = new Conditions("placed_at is not null")
                .and(
                        "status = ?",
                        query.status() == null ? null : query.status().name());
        query.terms().forEach((term, text) -> term.restrict(conditions, text));
        Instant standingSince = query.standingSince();
        if (standingSince != null) {
            conditions.and(Status.OPEN + " and since <= ?", utc(standingSince));
        }
        conditions
                .and("placed_at >= ?", query.placedFrom() == null ? null : utc(query.placedFrom()))
                .and("placed_at < ?", query.placedBefore() == null ? null : utc(query.placedBefore()));
        After after = query.after();
        if (after != null) {
            conditions.andAll("(placed_at, order_id) < (?, ?)", List.of(utc(after.placedAt()), after.orderId()));
        }
        conditions.ordered("placed_at desc, order_id desc", query.limit());
        return facts(conditions.sql(), conditions.values());
    }

    /**
     * Whether a product, a piece or an order has that SKU. This is checked first, because the database scans all orders for
     * the newest ones with a SKU that none has; a count, which needs no order, uses the index of SKUs.
     */
    private boolean isKnown(String sku) {
        return exists("select count(*) from desk.stock_desk where sku = ?", sku)
                || exists("select count(*) from " + TABLE + " where skus @> array[?::text]", sku);
    }

    private boolean exists(String count, String sku) {
        return Objects.requireNonNull(jdbc.queryForObject(count, Long.class, sku)) > 0;
    }

    /** What is known of an order; empty for one that no message has named. */
    public Optional<OrderFacts> find(String orderId) {
        return facts(" where order_id = ?", orderId).stream().findFirst();
    }

    /** Orders that have not ended and have been in their status since an instant or earlier, the longest first. */
    public List<OrderFacts> standingSince(Instant before, int limit) {
        return facts(" where " + Status.OPEN + " and since <= ? order by since, order_id limit ?", utc(before), limit);
    }

    /** The orders that wait for a SKU, the next one first, among the first back-orders that contain it, up to a limit. */
    public List<OrderFacts> queueFor(String sku, int limit) {
        return facts(" where place is not null and skus @> array[?::text] order by place limit ?", sku, limit).stream()
                .filter(facts -> facts.stock().missing().stream()
                        .anyMatch(item -> item.sku().equals(sku)))
                .toList();
    }

    /** The status of each of these orders, by id; unknown orders are left out. */
    public Map<String, Status> statusesOf(Collection<String> orderIds) {
        Map<String, Status> statuses = new HashMap<>();
        jdbc.query(
                "select order_id, status from " + TABLE + " where order_id = any(?)",
                row -> {
                    statuses.put(row.getString(1), new Status(row.getString(2)));
                },
                (Object) orderIds.toArray(String[]::new));
        return statuses;
    }

    private List<OrderFacts> facts(String where, Object... values) {
        return jdbc.query("select facts from " + TABLE + where, (row, n) -> DeskTables.read(row.getString(1)), values);
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
