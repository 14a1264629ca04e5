package dev.waybill.billing;

import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.context.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * I3: per order captured - refunded = invoices - credit notes, with at most one open capture. I6: what was released holds
 * no money.
 */
@Component
class MoneyCheck implements SelfCheck {

    /** A payment that is kept through a change is captured once, however often that is told. */
    private static final String UNBALANCED = """
            with money as (
                select distinct stream, type, coalesce(data ->> 'paymentId', data ->> 'number') as document,
                       coalesce(data ->> 'amount', data ->> 'total')::bigint as amount
                from billing.event
                where type in ('PaymentCaptured', 'PaymentRefunded', 'InvoiceIssued', 'CreditNoteIssued')),
            sums as (
                select substr(stream, 6) as order_id,
                       coalesce(sum(amount) filter (where type = 'PaymentCaptured'), 0) as captured,
                       coalesce(sum(amount) filter (where type = 'PaymentRefunded'), 0) as refunded,
                       coalesce(sum(amount) filter (where type = 'InvoiceIssued'), 0) as invoiced,
                       coalesce(sum(amount) filter (where type = 'CreditNoteIssued'), 0) as credited,
                       count(*) filter (where type = 'PaymentCaptured')
                           - count(*) filter (where type = 'PaymentRefunded') as open
                from money group by stream)
            select * from sums where captured - refunded <> invoiced - credited or open > 1 order by order_id""";

    private static final String HELD_AFTER_RELEASE = """
            with last as (
                select distinct on (stream, data ->> 'paymentId') stream, data ->> 'paymentId' as payment, type
                from billing.event where data ->> 'paymentId' <> ''
                order by stream, data ->> 'paymentId', version desc)
            select substr(stream, 6), payment, type from last
            where type not in ('PaymentVoided', 'PaymentRefunded', 'PaymentDeclined')
              and stream in (select stream from billing.event where type = 'PaymentReleased')
            order by stream""";

    private final ContextParts parts;

    MoneyCheck(@Qualifier("billingParts") ContextParts parts) {
        this.parts = parts;
    }

    @Override
    public List<Violation> violations() {
        List<Violation> all = new ArrayList<>(parts.jdbc()
                .query(
                        UNBALANCED,
                        (row, n) -> new Violation(
                                "I3",
                                "billing",
                                row.getString(1),
                                "in cents captured %d, refunded %d, invoiced %d, credited %d; open captures %d"
                                        .formatted(
                                                row.getLong(2),
                                                row.getLong(3),
                                                row.getLong(4),
                                                row.getLong(5),
                                                row.getInt(6)))));
        all.addAll(parts.jdbc()
                .query(
                        HELD_AFTER_RELEASE,
                        (row, n) -> new Violation(
                                "I6",
                                "billing",
                                row.getString(1),
                                "the payment was released, but the last of %s is %s"
                                        .formatted(row.getString(2), row.getString(3)))));
        return all;
    }
}
