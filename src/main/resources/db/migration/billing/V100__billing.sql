-- Numbers without gaps: taken and given back with the transaction that issues the document.
create table document_number (
    series text primary key,
    last   bigint not null
);

insert into document_number values ('INV', 0), ('CN', 0);

-- Bills that wait for a version of the price list.
create table waiting_bill (
    order_id text primary key
);

-- The sandbox payment provider's own books.
create table sandbox_payment (
    payment_id text primary key,
    order_id   text   not null,
    method     text   not null,
    amount     bigint not null, -- minor units
    status     text   not null,
    calls      int    not null default 1
);

create index sandbox_payment_by_order on sandbox_payment (order_id);
