package dev.waybill.inventory.application;

import dev.waybill.inventory.domain.StockItem;
import dev.waybill.platform.audit.SelfCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * I2: per SKU 0 <= reserved <= on hand, what is reserved is the sum of the open reservations, and the program counts what
 * the events add up to.
 */
public final class StockCheck implements SelfCheck {

    /** Straight from the events, without the aggregates. */
    private static final String SELECT = """
            with stock as (
                select substr(stream, 7) as sku,
                       sum(quantity) filter (where type = 'StockReceived') as received,
                       coalesce(sum(quantity) filter (where type = 'StockIssued'), 0) as issued,
                       coalesce(sum(case type when 'StockReserved' then quantity
                                              when 'StockReleased' then -quantity
                                              when 'StockIssued' then -quantity end), 0) as reserved
                from (select stream, type, (data ->> 'quantity')::bigint as quantity
                      from inventory.event where stream like 'stock/%%') moves
                group by stream),
            open as (
                select stream from inventory.event where stream like 'reservation/%%'
                group by stream having not bool_or(type in ('StockReleased', 'StockIssued'))),
            held as (
                select piece.key as sku,
                       sum(case type when 'StockReserved' then piece.value::bigint else -piece.value::bigint end) as held
                from inventory.event join open using (stream)
                cross join lateral jsonb_each_text(case type when 'StockReserved' then data -> 'taken' -> 'pieces'
                                                             else data -> 'freed' -> 'pieces' end) piece
                where type in ('StockReserved', 'StockReturned')
                group by piece.key)
            select sku, coalesce(received, 0) as received, coalesce(issued, 0), coalesce(reserved, 0), coalesce(held, 0)
            from stock full join held using (sku)
            where coalesce(reserved, 0) <> coalesce(held, 0) or coalesce(reserved, 0) < 0
               or coalesce(reserved, 0) > coalesce(received, 0) - coalesce(issued, 0)
               or coalesce(received, 0) > %d
            order by sku""".formatted(StockItem.MOST);

    /** Some SKUs at random, as all of them would take too long: one that is counted wrong is found soon. */
    private static final String COUNTED = """
            select substr(stream, 7),
                   coalesce(sum(quantity) filter (where type = 'StockReceived'), 0),
                   coalesce(sum(quantity) filter (where type = 'StockIssued'), 0),
                   coalesce(sum(case type when 'StockReserved' then quantity
                                          when 'StockReleased' then -quantity
                                          when 'StockIssued' then -quantity end), 0)
            from (select stream, type, (data ->> 'quantity')::bigint as quantity
                  from inventory.event
                  where stream in (select id from inventory.stream where id like 'stock/%' and version > 0
                                   order by random() limit 200)) moves
            group by stream""";

    private final String context;
    private final JdbcTemplate jdbc;
    private final Stock stock;

    public StockCheck(String context, JdbcTemplate jdbc, Stock stock) {
        this.context = context;
        this.jdbc = jdbc;
        this.stock = stock;
    }

    @Override
    public String context() {
        return context;
    }

    @Override
    public List<Violation> violations() {
        List<Violation> all = new ArrayList<>(jdbc.query(
                SELECT,
                (row, n) -> violation(
                        row.getString(1),
                        "received %d, issued %d, reserved %d, but the open reservations add up to %d"
                                .formatted(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))));
        Map<String, StockItem> counted = new HashMap<>();
        jdbc.query(COUNTED, row -> {
            counted.put(row.getString(1), new StockItem(row.getLong(2), row.getLong(3), row.getLong(4)));
        });
        stock.replayedItems(counted.keySet())
                .forEach((sku, item) -> difference(sku, item, counted.get(sku)).ifPresent(all::add));
        return all;
    }

    /** The violation of a stock that the program counts in one way and the events in another. */
    private Optional<Violation> difference(String sku, StockItem item, @Nullable StockItem events) {
        return item.equals(events)
                ? Optional.empty()
                : Optional.of(violation(sku, "it counts as " + item + ", but its events add up to " + events));
    }

    private Violation violation(String sku, String detail) {
        return new Violation("I2", context, sku, detail);
    }
}
