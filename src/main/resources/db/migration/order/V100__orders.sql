create table order_view (
    number      bigint generated always as identity primary key,
    order_id    text        not null unique,
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

-- Only orders that were created are remembered; the answer to a repeated key is the first one's.
create table idempotency_key (
    login      text  not null,
    key        text  not null,
    request    bytea not null,
    order_id   text  not null,
    created_at timestamptz not null default now(),
    primary key (login, key)
);
