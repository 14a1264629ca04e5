-- Read models of the desk, made of what it has heard (its event table); each can be built anew.

create table order_desk (
    order_id    text        primary key,
    customer_id text,                 -- null until order itself was heard
    reference   text,
    skus        text[]      not null,
    status      text        not null,
    placed_at   timestamptz,
    since       timestamptz not null, -- in this status
    until       timestamptz,          -- waited for
    place       bigint,               -- in the back-order queue
    facts       jsonb       not null
);

create index order_desk_newest on order_desk (placed_at desc, order_id desc);
create index order_desk_by_status on order_desk (status, placed_at desc, order_id desc);
create index order_desk_by_customer on order_desk (customer_id, placed_at desc, order_id desc);
create index order_desk_by_reference on order_desk (reference, placed_at desc, order_id desc);
create index order_desk_by_sku on order_desk using gin (skus);
create index order_desk_standing on order_desk (since) where status not in ('COMPLETED', 'CANCELLED');
create index order_desk_queue on order_desk (place) where place is not null;

create table order_count (
    status text   primary key,
    orders bigint not null
);

create table stock_desk (
    sku          text   primary key,
    name         text,
    version      bigint not null, -- of the product's name
    received     bigint not null,
    reserved     bigint not null,
    back_ordered bigint not null,
    shipped      bigint not null
);
