-- When a customer has chosen another payment method, for the limit of an hour.
create table payment_attempt (
    customer_id text        not null,
    at          timestamptz not null
);

create index payment_attempt_by_customer on payment_attempt (customer_id, at);
create index payment_attempt_by_age on payment_attempt (at);
