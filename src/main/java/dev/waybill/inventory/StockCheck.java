package dev.waybill.inventory;

import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.context.SelfCheck;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** I2: per SKU 0 <= reserved <= on hand, and what is reserved is the sum of the open reservations. */
@Component
class StockCheck implements SelfCheck {

    /** Straight from the events: what the aggregates think of them is not asked. */
    private static final String SELECT = """
            with stock as (
                select substr(stream, 7) as sku,
                       sum(quantity) filter (where type = 'StockReceived') as received,
                       coalesce(sum(quantity) filter (where type = 'StockIssued'), 0) as issued,
                       coalesce(sum(case type when 'StockReserved' then quantity
                                              when 'StockReleased' then -quantity
                                              when 'StockIssued' then -quantity end), 0) as reserved
                from (select stream, type, (data ->> 'quantity')::int as quantity
                      from inventory.event where stream like 'stock/%') moves
                group by stream),
            open as (
                select stream from inventory.event where stream like 'reservation/%'
                group by stream having not bool_or(type in ('StockReleased', 'StockIssued'))),
            held as (
                select piece.key as sku,
                       sum(case type when 'StockReserved' then piece.value::int else -piece.value::int end) as held
                from inventory.event join open using (stream)
                cross join lateral jsonb_each_text(case type when 'StockReserved' then data -> 'taken' -> 'pieces'
                                                             else data -> 'freed' -> 'pieces' end) piece
                where type in ('StockReserved', 'StockReturned')
                group by piece.key)
            select sku, coalesce(received, 0) as received, coalesce(issued, 0), coalesce(reserved, 0), coalesce(held, 0)
            from stock full join held using (sku)
            where coalesce(reserved, 0) <> coalesce(held, 0) or coalesce(reserved, 0) < 0
               or coalesce(reserved, 0) > coalesce(received, 0) - coalesce(issued, 0)
            order by sku""";

    private final ContextParts parts;

    StockCheck(@Qualifier("inventoryParts") ContextParts parts) {
        this.parts = parts;
    }

    @Override
    public String context() {
        return parts.name();
    }

    @Override
    public List<Violation> violations() {
        return parts.jdbc()
                .query(
                        SELECT,
                        (row, n) -> new Violation(
                                "I2",
                                "inventory",
                                row.getString(1),
                                "received %d, issued %d, reserved %d, but the open reservations come to %d"
                                        .formatted(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5))));
    }
}
