-- How many orders came to each status in each minute, for sparklines and throughput; a day of it is kept.

create table order_arrival (
    minute timestamptz not null,
    status text        not null,
    orders bigint      not null,
    primary key (minute, status)
);
