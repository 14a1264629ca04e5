package dev.waybill.desk.view;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.database.Conditions;
import dev.waybill.platform.projection.ProjectionRunner;
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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Orders as the desk knows them. */
@Component
public class DeskOrders {

    /** What orders can be found by. */
    public enum Term {
        /** Its id, or what that begins with: people name orders by the beginning that lists show. */
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

        private void ask(String text, Conditions asked) {
            int places = (int) condition.chars().filter(place -> place == '?').count();
            List<Object> values = new ArrayList<>(Collections.nCopies(places, text));
            if (this == CUSTOMER || this == REFERENCE) {
                values.set(0, ComparableText.of(text)); // references of before are stored as given
            }
            asked.andAll(condition, values);
        }
    }

    /**
     * What to look for; null for anything.
     *
     * @param terms all that an order has to have
     * @param placedFrom it was placed then or later
     * @param placedBefore it was placed before then
     * @param standingSince it has not ended, and has stood where it is since before then
     * @param after the last order of the page before
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

    /** The last order of a page, in the order of placing; in an address like {@code 2026-01-31T12:00:00Z_id}. */
    public record After(Instant placedAt, String orderId) {

        /** Where the page behind that order, a placed one, begins. */
        public static After behind(OrderFacts last) {
            return new After(Objects.requireNonNull(last.order().placedAt()), last.orderId());
        }

        /** Reads what {@link #toString} has written; empty for any other text. */
        public static Optional<After> parse(String text) {
            if (!text.matches("\\d{4}-[^_]+_[\\w-]+")) { // a database knows no years of other lengths
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

    private final ContextRuntime parts;
    private final ProjectionRunner runner;
    private final String table;

    DeskOrders(@Qualifier("deskParts") ContextRuntime parts, DeskProjection projection) {
        this.parts = parts;
        this.runner = parts.project(projection);
        this.table = parts.schema() + ".order_desk";
    }

    /** What keeps these views up to date. */
    public ProjectionRunner runner() {
        return runner;
    }

    /**
     * Orders that have that text as any term, whatever terms the query has, the newest first. Each term is looked for by
     * itself: of several in one statement a database expects so many orders that it looks through all for the few.
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
        var asked = new Conditions("placed_at is not null")
                .and(
                        "status = ?",
                        query.status() == null ? null : query.status().name());
        query.terms().forEach((term, text) -> term.ask(text, asked));
        Instant standingSince = query.standingSince();
        if (standingSince != null) {
            asked.and(Status.OPEN + " and since <= ?", utc(standingSince));
        }
        asked.and("placed_at >= ?", query.placedFrom() == null ? null : utc(query.placedFrom()))
                .and("placed_at < ?", query.placedBefore() == null ? null : utc(query.placedBefore()));
        After after = query.after();
        if (after != null) {
            asked.andAll("(placed_at, order_id) < (?, ?)", List.of(utc(after.placedAt()), after.orderId()));
        }
        asked.ordered("placed_at desc, order_id desc", query.limit());
        return facts(asked.sql(), asked.values());
    }

    /**
     * Whether a product, a piece or an order told of that SKU. Asked first, as a database that looks for the newest orders
     * with a SKU that none has looks through all; counted without an order, it takes the index of SKUs.
     */
    private boolean isKnown(String sku) {
        return exists("select count(*) from " + parts.schema() + ".stock_desk where sku = ?", sku)
                || exists("select count(*) from " + table + " where skus @> array[?::text]", sku);
    }

    private boolean exists(String count, String sku) {
        return Objects.requireNonNull(parts.jdbc().queryForObject(count, Long.class, sku)) > 0;
    }

    /** What is known of an order; empty for one that nobody has told of. */
    public Optional<OrderFacts> find(String orderId) {
        return facts(" where order_id = ?", orderId).stream().findFirst();
    }

    /** Orders that have not ended and have stood where they are since before an instant, the longest first. */
    public List<OrderFacts> standingSince(Instant before, int limit) {
        return facts(" where " + Status.OPEN + " and since <= ? order by since, order_id limit ?", utc(before), limit);
    }

    /** Who waits for a SKU, in the order in which they will get it, as far as the first so many back-orders with it reach. */
    public List<OrderFacts> queueFor(String sku, int limit) {
        return facts(" where place is not null and skus @> array[?::text] order by place limit ?", sku, limit).stream()
                .filter(facts -> facts.stock().missing().stream()
                        .anyMatch(item -> item.sku().equals(sku)))
                .toList();
    }

    /** Where these orders stand, by id; the unknown are left out. */
    public Map<String, Status> statusesOf(Collection<String> orderIds) {
        Map<String, Status> statuses = new HashMap<>();
        parts.jdbc()
                .query(
                        "select order_id, status from " + table + " where order_id = any(?)",
                        row -> {
                            statuses.put(row.getString(1), new Status(row.getString(2)));
                        },
                        (Object) orderIds.toArray(String[]::new));
        return statuses;
    }

    private List<OrderFacts> facts(String where, Object... values) {
        return parts.jdbc()
                .query("select facts from " + table + where, (row, n) -> DeskTables.read(row.getString(1)), values);
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
