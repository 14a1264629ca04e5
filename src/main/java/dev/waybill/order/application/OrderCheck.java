package dev.waybill.order.application;

import dev.waybill.platform.audit.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * I1: an order ends once. I5: the search shows every order that has ended with the status that follows from its events, once it has processed them.
 * I7: a remembered idempotency key names an order that exists.
 */
public class OrderCheck implements SelfCheck {

    private static final String ENDED_TWICE = "select substr(stream, 7), 'it has ended ' || count(*) || ' times: '"
            + " || string_agg(type, ', ' order by version) from orders.event"
            + " where type in ('OrderCompleted', 'OrderCancelled') group by stream having count(*) > 1";
    private static final String SHOWN_WRONG = "select substr(e.stream, 7), 'its last event is ' || e.type"
            + " || ', but the search shows ' || coalesce(v.status, 'no such order') from orders.projection p"
            + " join orders.event e on (e.transaction, e.position) <= (p.transaction::text::xid8, p.position)"
            + " left join orders.order_view v on v.order_id = substr(e.stream, 7)"
            + " where p.name = 'order-search' and e.type in ('OrderCompleted', 'OrderCancelled')"
            + " and v.status is distinct from case e.type when 'OrderCompleted' then 'COMPLETED' else 'CANCELLED' end";
    private static final String NAMES_NOTHING = "select k.order_id, 'an idempotency key of ' || k.login"
            + " || ' names it, but there is no such order' from orders.idempotency_key k where not exists"
            + " (select from orders.stream s where s.id = 'order/' || k.order_id and s.version > 0)";

    private final JdbcTemplate jdbc;

    public OrderCheck(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String context() {
        return "order";
    }

    @Override
    public List<Violation> violations() {
        List<Violation> all = new ArrayList<>();
        jdbc.query(ENDED_TWICE, row -> {
            all.add(new Violation("I1", "order", row.getString(1), row.getString(2)));
        });
        jdbc.query(SHOWN_WRONG, row -> {
            all.add(new Violation("I5", "order", row.getString(1), row.getString(2), "rebuild-view"));
        });
        jdbc.query(NAMES_NOTHING, row -> {
            all.add(new Violation("I7", "order", row.getString(1), row.getString(2)));
        });
        return all;
    }
}
