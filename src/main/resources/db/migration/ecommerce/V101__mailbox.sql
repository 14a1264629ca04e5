-- What customers were told: the sandbox behind their notices.
create table mailbox (
    id          bigint generated always as identity primary key,
    customer_id text        not null,
    order_id    text        not null,
    purpose     text        not null,
    detail      text        not null,
    deadline    timestamptz,
    choices     text[]      not null,
    told_at     timestamptz not null
);

create index mailbox_by_customer on mailbox (customer_id, id desc);
