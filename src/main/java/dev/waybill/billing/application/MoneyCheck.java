package dev.waybill.billing.application;

import dev.waybill.platform.audit.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * I3: the bills' events, the ledger and, where the sandbox is the provider, its payments show the same money, and per
 * order captured - refunded = invoices - credit notes, with at most one open capture. I6: what was released holds no money.
 */
public final class MoneyCheck implements SelfCheck {

    private static final String CONTEXT = "billing";

    /** What a bill records again, as for a payment that is kept through a change, is counted once: the most of it. */
    private static final String UNBALANCED = """
            with documents as (
                select order_id, type, document, max(recorded) as recorded, sum(posted) as posted
                from (select substr(stream, 6) as order_id, type,
                             case when type = 'InvoiceIssued' then data ->> 'number'
                                  else coalesce(data ->> 'paymentId', data ->> 'number') end as document,
                             coalesce(data ->> 'amount', data ->> 'total')::bigint as recorded, 0 as posted
                      from billing.event
                      where type in ('PaymentCaptured', 'PaymentRefunded', 'InvoiceIssued', 'CreditNoteIssued')
                      union all
                      select order_id,
                             case when debit = 'captured' then 'PaymentCaptured'
                                  when credit = 'refunded' then 'PaymentRefunded'
                                  when debit = 'receivable' then 'InvoiceIssued' else 'CreditNoteIssued' end,
                             document, 0, amount
                      from billing.posting where debit not in ('authorized', 'held')) both_sides
                group by order_id, type, document),
            sums as (
                select order_id,
                       coalesce(sum(recorded) filter (where type = 'PaymentCaptured'), 0) as captured,
                       coalesce(sum(recorded) filter (where type = 'PaymentRefunded'), 0) as refunded,
                       coalesce(sum(recorded) filter (where type = 'InvoiceIssued'), 0) as invoiced,
                       coalesce(sum(recorded) filter (where type = 'CreditNoteIssued'), 0) as credited,
                       count(*) filter (where type = 'PaymentCaptured')
                           - count(*) filter (where type = 'PaymentRefunded') as open
                from documents group by order_id),
            broken as (
                select order_id, format('in cents captured %s, refunded %s, invoiced %s, credited %s; open captures %s',
                                        captured, refunded, invoiced, credited, open) as detail
                from sums where captured - refunded <> invoiced - credited or open > 1
                union all
                select order_id, format('%s of %s: %s in the events, %s in the ledger', type, document, recorded, posted)
                from documents where recorded <> posted
                -- the provider
                )
            select order_id, string_agg(detail, '; ' order by detail) from broken group by order_id order by order_id""";

    /** A payment that a call is still owed for is left out: one of the two sides has not recorded it yet. */
    private static final String OTHERWISE_WITH_THE_PROVIDER = """
                union all
                select order_id,
                       format('payment %s: captured %s, refunded %s, held %s by the provider, %s, %s, %s in the ledger',
                              payment, sum(captured), sum(refunded), sum(held),
                              sum(posted_captured), sum(posted_refunded), sum(posted_held))
                from (select payment_id as payment, order_id, captured,
                             case status when 'REFUNDED' then captured else 0 end as refunded,
                             case status when 'AUTHORIZED' then amount else 0 end as held,
                             0 as posted_captured, 0 as posted_refunded, 0 as posted_held
                      from billing.sandbox_payment
                      union all
                      select document, order_id, 0, 0, 0,
                             case when debit = 'captured' then amount else 0 end,
                             case when credit = 'refunded' then amount else 0 end,
                             case when debit = 'authorized' then amount when credit = 'authorized' then -amount else 0 end
                      from billing.posting where debit in ('authorized', 'held', 'captured') or credit = 'refunded') both_sides
                where payment not in (select substr(id, strpos(id, ':') + 1) from billing.remote_call)
                group by order_id, payment
                having sum(captured) <> sum(posted_captured) or sum(refunded) <> sum(posted_refunded)
                    or sum(held) <> sum(posted_held)""";

    private static final String HELD_AFTER_RELEASE = """
            with last as (
                select distinct on (stream, data ->> 'paymentId') stream, data ->> 'paymentId' as payment, type
                from billing.event where data ->> 'paymentId' <> ''
                order by stream, data ->> 'paymentId', version desc)
            select substr(stream, 6), payment, type from last
            where type not in ('PaymentVoided', 'PaymentRefunded', 'PaymentDeclined')
              and stream in (select stream from billing.event where type = 'PaymentReleased')
            order by stream""";

    private final JdbcTemplate jdbc;
    private final String unbalanced;

    /** @param sandbox whether the sandbox is the provider, so that its payments are compared too */
    public MoneyCheck(JdbcTemplate jdbc, boolean sandbox) {
        this.jdbc = jdbc;
        this.unbalanced = UNBALANCED.replace("-- the provider", sandbox ? OTHERWISE_WITH_THE_PROVIDER : "");
    }

    @Override
    public String context() {
        return CONTEXT;
    }

    @Override
    public List<Violation> violations() {
        List<Violation> all = new ArrayList<>(
                jdbc.query(unbalanced, (row, n) -> new Violation("I3", CONTEXT, row.getString(1), row.getString(2))));
        all.addAll(jdbc.query(
                HELD_AFTER_RELEASE,
                (row, n) -> new Violation(
                        "I6",
                        CONTEXT,
                        row.getString(1),
                        "the payment was released, but the last of %s is %s"
                                .formatted(row.getString(2), row.getString(3)))));
        return all;
    }
}
