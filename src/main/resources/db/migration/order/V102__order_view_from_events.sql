-- The view is made of the events now; it is filled from the first of them at the next start.
drop table order_view;

create table order_view (
    order_id    text        primary key,
    number      bigint      not null unique, -- the place of the order's first event
    customer_id text        not null,
    status      text        not null,
    reference   text,
    skus        text[]      not null,
    placed_at   timestamptz not null
);

create index order_view_by_status on order_view (status, number desc);
create index order_view_by_customer on order_view (customer_id, number desc);
create index order_view_by_reference on order_view (reference, number desc);
create index order_view_by_sku on order_view using gin (skus);
