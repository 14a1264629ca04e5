create table product_view (
    sku      text primary key,
    version  bigint not null,
    name     text   not null,
    price    bigint not null,
    currency text   not null
);
