package dev.waybill.matrix;

import dev.waybill.contract.topology.Topology;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares all contexts, straight from their schemas, and describes each disagreement in a line. */
final class SchemaAudit {

    private static final String ENDED = """
            select n.id from unnest(?::text[]) as n(id) where exists (
                select 1 from orders.event e where e.stream = 'order/' || n.id
                and e.type in ('OrderCompleted', 'OrderCancelled'))""";

    /** One line per order that has ended and about which the contexts disagree. */
    private static final String DISAGREE = """
            with o as (
                select n.id,
                    (select count(*) from orders.event e where e.stream = 'order/' || n.id
                        and e.type in ('OrderCompleted', 'OrderCancelled')) as ends,
                    (select count(*) from orders.event e where e.stream = 'order/' || n.id
                        and e.type = 'OrderCompleted') as completed,
                    (select count(*) from orders.act_ru_execution x where x.business_key_ = n.id) as processes,
                    (select count(*) from billing.sandbox_payment p where p.order_id = n.id
                        and p.status = 'CAPTURED') as captured,
                    (select count(*) from billing.sandbox_payment p where p.order_id = n.id
                        and p.status in ('AUTHORIZED', 'NEW')) as authorized,
                    (select count(*) from shipping.sandbox_parcel p where p.order_id = n.id
                        and p.status = 'DELIVERED') as delivered,
                    (select count(*) from shipping.sandbox_parcel p where p.order_id = n.id
                        and p.status in ('BOOKED', 'DISPATCHED')) as moving,
                    (select count(*) from inventory.event e where e.stream = 'reservation/' || n.id
                        and e.type = 'StockIssued') as issued
                from unnest(?::text[]) as n(id))
            select id || ': ends ' || ends || ', completed ' || completed || ', processes ' || processes
                || ', captured ' || captured || ', authorized ' || authorized || ', delivered ' || delivered
                || ', moving ' || moving || ', issued ' || issued
            from o where ends <> 1 or processes <> 0 or authorized <> 0 or moving <> 0
                or captured <> completed or delivered <> completed or issued <> completed""";

    private static final String BROKEN_STREAMS = """
            select coalesce(s.id, e.stream) || ': head ' || coalesce(s.version, -1) || ', events '
                || coalesce(e.events, 0) || ' from ' || coalesce(e.first, 0) || ' to ' || coalesce(e.last, 0)
            from %1$s.stream s full join (select stream, count(*) events, min(version) first, max(version) last
                from %1$s.event group by stream) e on e.stream = s.id
            where coalesce(s.version, -1) <> coalesce(e.last, 0)
                or coalesce(e.last, 0) <> coalesce(e.events, 0) or e.first <> 1""";

    private static final String NOT_HANDLED = """
            select coalesce(s.subject, r.subject) || ': %3$s sent ' || coalesce(s.n, 0) || ' to %2$s, %5$s handled '
                || coalesce(r.n, 0)
            from (select substr(id, strpos(id, '/') + 1) subject, (sent::jsonb ->> '%2$s')::bigint n
                    from %1$s.stream where sent::jsonb ->> '%2$s' is not null) s
            full join (select substr(id, strpos(id, '/') + 1) subject, (received::jsonb ->> '%3$s>%2$s')::bigint n
                    from %4$s.stream where received::jsonb ->> '%3$s>%2$s' is not null) r using (subject)
            where s.n is distinct from r.n and coalesce(s.subject, r.subject) not like 'tariff%%'""";

    /** Bodies that are no message are stored encrypted; only poison has such bodies. */
    private static final String POISON =
            "(lane like '%/" + Poison.MARK + "-%' or (lane is null and encoding like 'sealed%'))";

    private final Sql sql;

    SchemaAudit(Sql sql) {
        this.sql = sql;
    }

    /** Those of the orders that have not ended. */
    Set<String> open(Collection<String> orders) throws SQLException {
        Set<String> open = new HashSet<>(orders);
        sql.query(ENDED, row -> row.getString(1), (Object) orders.toArray(String[]::new)).forEach(open::remove);
        return open;
    }

    /** What is wrong with orders that have ended. */
    List<String> disagreements(Collection<String> ended) throws SQLException {
        return sql.query(DISAGREE, row -> row.getString(1), (Object) ended.toArray(String[]::new));
    }

    /** What is still in flight anywhere. */
    List<String> inFlight() throws SQLException {
        List<String> all = new ArrayList<>();
        for (String context : Stage.CONTEXTS) {
            count(all, context, "outbox", "messages wait in its outbox");
            count(all, context, "remote_call", "calls to the outside are owed");
            count(all, context, "kept_message where parked_at is null", "messages wait for their turn");
        }
        return all;
    }

    private void count(List<String> all, String context, String table, String what) throws SQLException {
        long found = sql.count("select count(*) from " + schema(context) + "." + table);
        if (found > 0) {
            all.add(context + ": " + found + " " + what);
        }
    }

    /** What must not be when nothing is in flight. */
    List<String> violations() throws SQLException {
        List<String> all = new ArrayList<>();
        for (String context : Stage.CONTEXTS) {
            find(all, "I5", BROKEN_STREAMS.formatted(schema(context)));
            find(all, "I4", "select queue || ': parked ' || coalesce(lane, '') || ': ' || coalesce(cause, 'no cause')"
                    + " || ': ' || left(body, 300) from " + schema(context) + ".kept_message"
                    + " where not " + POISON);
        }
        for (Topology.Queue queue : Topology.QUEUES) {
            String of = queue.exchange().substring(0, queue.exchange().indexOf('.'));
            String publisher = queue.exchange().endsWith(".commands") ? "order" : of;
            find(all, "I4", NOT_HANDLED.formatted(
                    schema(publisher), queue.exchange(), publisher, schema(queue.context()), queue.context()));
        }
        find(all, "I6", "select 'order ' || p.business_key_ || ' has ended, and still a process' from"
                + " orders.act_ru_execution p join orders.event e on e.stream = 'order/' || p.business_key_"
                + " and e.type in ('OrderCompleted', 'OrderCancelled')");
        find(all, "I7", "select order_id || ' has two keys' from orders.idempotency_key group by order_id having count(*) > 1");
        return all;
    }

    private void find(List<String> all, String invariant, String select) throws SQLException {
        sql.query(select, row -> row.getString(1)).forEach(found -> all.add(invariant + " " + found));
    }

    /** Which queues have not parked exactly so many poison messages. */
    List<String> poisonNotParked(int each) throws SQLException {
        List<String> all = new ArrayList<>();
        for (Topology.Queue queue : Topology.QUEUES) {
            if (queue.exchange().equals("desk.questions")) {
                continue; // a question that cannot be read is skipped, and asked again
            }
            long parked = sql.count(
                    "select count(*) from " + schema(queue.context()) + ".kept_message where queue = ? and " + POISON,
                    queue.name());
            if (parked != each) {
                all.add("I4 " + queue.name() + " has parked " + parked + " poison messages of " + each);
            }
        }
        return all;
    }

    static String schema(String context) {
        return context.equals("order") ? "orders" : context;
    }
}
