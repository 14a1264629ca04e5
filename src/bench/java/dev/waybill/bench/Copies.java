package dev.waybill.bench;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Very many orders in no time: the events of one completed order copied under new ids. */
final class Copies {

    private Copies() {}

    /** Copies the streams of one completed order in these schemas, with where they are in their messages. */
    static void make(JdbcTemplate jdbc, List<String> schemas, int copies) {
        String id = original(jdbc);
        for (String schema : schemas) {
            jdbc.update(
                    ("insert into %1$s.stream (id, version, sent, received) select replace(s.id, ?, ? || n), s.version,"
                                    + " s.sent, s.received from %1$s.stream s, generate_series(1, ?) n"
                                    + " where s.id like '%%/' || ?")
                            .formatted(schema),
                    id,
                    "copy-",
                    copies,
                    id);
            jdbc.update(
                    ("insert into %1$s.event (stream, version, type, schema_version, data, occurred_at, causation_id,"
                                    + " correlation_id) select replace(stream, ?, ? || n), version, type,"
                                    + " schema_version, replace(data::text, ?, ? || n)::jsonb, now(), causation_id,"
                                    + " correlation_id from generate_series(1, ?) n, %1$s.event"
                                    + " where stream like '%%/' || ? order by n, %1$s.event.position")
                            .formatted(schema),
                    id,
                    "copy-",
                    id,
                    "copy-",
                    copies,
                    id);
        }
    }

    /**
     * Copies the ledger's postings of that order, each invoice under a number of its own, and the sandbox provider's record
     * of its payments.
     */
    static void makePayments(JdbcTemplate jdbc, int copies) {
        String id = original(jdbc);
        jdbc.update("update billing.event set data = jsonb_set(data, '{number}', to_jsonb((data ->> 'number') || '-'"
                + " || substr(stream, 6))) where stream like 'bill/copy-%' and type = 'InvoiceIssued'");
        jdbc.update(
                "insert into billing.posting (order_id, debit, credit, amount, currency, document, posted_at)"
                        + " select 'copy-' || n, debit, credit, amount, currency, case when document like '%' || ? || '%'"
                        + " then replace(document, ?, 'copy-' || n) else document || '-copy-' || n end, posted_at"
                        + " from generate_series(1, ?) n, billing.posting where order_id = ?"
                        + " order by n, billing.posting.position",
                id,
                id,
                copies,
                id);
        jdbc.update(
                "insert into billing.sandbox_payment (payment_id, order_id, method, amount, status, calls, captured)"
                        + " select replace(payment_id, ?, 'copy-' || n), 'copy-' || n, method, amount, status, calls,"
                        + " captured from billing.sandbox_payment, generate_series(1, ?) n where order_id = ?",
                id,
                copies,
                id);
    }

    private static String original(JdbcTemplate jdbc) {
        return jdbc.queryForObject(
                "select order_id from orders.order_view where status = 'COMPLETED' order by number limit 1",
                String.class);
    }
}
