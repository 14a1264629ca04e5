-- When a cart was opened; not known of older ones, which begin with their first event.
alter table cart add column opened_at timestamptz;

-- With its order a cart is its customer's, whoever has opened it.
update cart set owner = event.data ->> 'customerId'
    from event where event.stream = 'cart/' || cart_id and event.type = 'CheckedOut';

-- What the shop was told of a cart's order, and when: the newest is how the order stands now.
create table order_told (
    id       bigint generated always as identity primary key,
    order_id text        not null,
    status   text        not null,
    told_at  timestamptz not null
);

create index order_told_by_order on order_told (order_id, id desc);

insert into order_told (order_id, status, told_at)
    select order_id, order_status, now() from cart where order_status is not null;
alter table cart drop column order_status;
