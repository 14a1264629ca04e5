-- The ledger. A posting debits one account and credits another, so none can be out of balance.
create table posting (
    position  bigint generated always as identity primary key,
    order_id  text        not null,
    debit     text        not null,
    credit    text        not null,
    amount    bigint      not null check (amount > 0), -- minor units
    currency  text        not null,
    document  text        not null check (document <> ''), -- an invoice, a credit note or a payment
    posted_at timestamptz not null,
    constraint moves_what_accounts_are_for check ((debit, credit) in (
        ('authorized', 'held'), ('held', 'authorized'),
        ('captured', 'receivable'), ('receivable', 'refunded'),
        ('receivable', 'revenue'), ('receivable', 'vat'), ('revenue', 'receivable'), ('vat', 'receivable')))
);

-- What happened before there was a ledger, as the bills' events tell it; the first telling of each moved the money.
with e as ( -- each with the draft of its time, and with the last request to capture its payment
    select stream, version, type, data, occurred_at, data ->> 'paymentId' as payment,
           max(version) filter (where type = 'BillableAmountCalculated') over (partition by stream order by version)
               as draft,
           max(version) filter (where type = 'CaptureRequested')
               over (partition by stream, data ->> 'paymentId' order by version) as request
    from event where stream like 'bill/%'),
firsts as (
    select distinct on (stream, type, payment) * from e
    where type in ('PaymentAuthorized', 'PaymentCaptured', 'PaymentVoided', 'PaymentRefunded')
    order by stream, type, payment, version),
invoices as ( -- with the tax of the draft that its payment was to collect
    select i.stream, i.version, i.occurred_at, i.data ->> 'number' as number, (i.data ->> 'total')::bigint as total,
           (d.data -> 'draft' -> 'amounts' ->> 'tax')::bigint as tax
    from e i
    join e c on c.stream = i.stream and c.version = i.request
    join e d on d.stream = c.stream and d.version = c.draft
    where i.type = 'InvoiceIssued'),
currencies as (
    select distinct on (stream) stream, data -> 'draft' ->> 'currency' as currency
    from e where type = 'BillableAmountCalculated' order by stream, version),
moved as (
    select stream, version, 1 as line, occurred_at, 'authorized' as debit, 'held' as credit,
           (data ->> 'amount')::bigint as amount, payment as document
    from firsts where type = 'PaymentAuthorized'
    union all
    select o.stream, o.version, 1, o.occurred_at, 'held', 'authorized', (a.data ->> 'amount')::bigint, o.payment
    from firsts o join firsts a on a.stream = o.stream and a.payment = o.payment and a.type = 'PaymentAuthorized'
    where o.type in ('PaymentCaptured', 'PaymentVoided')
    union all
    select stream, version, 2, occurred_at, 'captured', 'receivable', (data ->> 'amount')::bigint, payment
    from firsts where type = 'PaymentCaptured'
    union all
    select stream, version, 1, occurred_at, 'receivable', 'refunded', (data ->> 'amount')::bigint, payment
    from firsts where type = 'PaymentRefunded'
    union all
    select stream, version, 1, occurred_at, 'receivable', 'revenue', total - tax, number from invoices
    union all
    select stream, version, 2, occurred_at, 'receivable', 'vat', tax, number from invoices
    union all
    select c.stream, c.version, 1, c.occurred_at, 'revenue', 'receivable', i.total - i.tax, c.data ->> 'number'
    from e c join invoices i on i.stream = c.stream and i.number = c.data ->> 'invoiceNumber'
    where c.type = 'CreditNoteIssued'
    union all
    select c.stream, c.version, 2, c.occurred_at, 'vat', 'receivable', i.tax, c.data ->> 'number'
    from e c join invoices i on i.stream = c.stream and i.number = c.data ->> 'invoiceNumber'
    where c.type = 'CreditNoteIssued')
insert into posting (order_id, debit, credit, amount, currency, document, posted_at)
select substr(m.stream, 6), m.debit, m.credit, m.amount, c.currency, m.document, m.occurred_at
from moved m join currencies c on c.stream = m.stream
where m.amount > 0
order by m.occurred_at, m.stream, m.version, m.line;

create index posting_by_order on posting (order_id);

-- No payment is authorized, captured or given back twice, and no document posted twice.
create unique index posting_once on posting (document, debit, credit);

-- Once per statement: the product writes all postings of a transaction in one, so each statement has to hold by itself.
-- What was posted before this migration is not looked at here but by the reconciliation.
create function posting_holds() returns trigger language plpgsql as $$
declare
    broken text;
begin
    -- The head of the bill, which whoever moves it has locked: two at the same time cannot each look right alone.
    perform from billing.stream
        where id in (select 'bill/' || order_id from posted) order by id collate "C" for update;
    select order_id into broken from posted where not exists (
        select from billing.stream where id = 'bill/' || order_id) limit 1;
    if broken is not null then
        raise exception 'there is no bill of order %', broken using errcode = 'check_violation';
    end if;

    with sums as (
        select order_id, document,
               sum(case when debit = 'authorized' then amount when credit = 'authorized' then -amount else 0 end)
                   as authorized,
               sum(amount) filter (where debit = 'captured') as captured,
               sum(amount) filter (where credit = 'refunded') as refunded,
               sum(case when debit = 'receivable' then amount when credit = 'receivable' then -amount else 0 end)
                   as receivable,
               sum(case when credit = 'revenue' then amount when debit = 'revenue' then -amount else 0 end) as revenue,
               sum(case when credit = 'vat' then amount when debit = 'vat' then -amount else 0 end) as vat,
               min(currency) as least, max(currency) as most
        from billing.posting where order_id in (select order_id from posted)
        group by order_id, document),
    orders as (
        select order_id, min(authorized) as authorized,
               bool_or(coalesce(refunded, 0) not in (0, coalesce(captured, 0))) as refunds_other,
               count(*) filter (where captured > coalesce(refunded, 0)) as open,
               sum(receivable) as receivable, sum(revenue) as revenue, sum(vat) as vat,
               min(least) <> max(most) as currencies
        from sums group by order_id)
    select order_id || ': ' || case
               when receivable <> 0 then 'captured - refunded is not what is invoiced, receivable is ' || receivable
               when open > 1 then open || ' payments are captured at the same time'
               when refunds_other then 'a payment gave back what it had not captured'
               when authorized < 0 then 'more is let go than was authorized'
               when revenue < 0 or vat < 0 then 'more is credited than was invoiced'
               else 'more than one currency' end
    into broken
    from orders
    where receivable <> 0 or open > 1 or refunds_other or authorized < 0 or revenue < 0 or vat < 0 or currencies
    order by order_id limit 1;

    if broken is not null then
        raise exception 'the ledger does not hold for order %', broken using errcode = 'check_violation';
    end if;
    return null;
end $$;

create trigger posting_holds after insert on posting
    referencing new table as posted for each statement execute function posting_holds();

create function posting_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger only grows: postings are neither changed nor removed' using errcode = 'check_violation';
end $$;

create trigger posting_stays before update or delete or truncate on posting
    for each statement execute function posting_stays();
