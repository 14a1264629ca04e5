-- How many orders came to each status in each minute, for sparklines and throughput; a day of it is kept.

create table order_arrival (
    minute timestamptz not null,
    status text        not null,
    orders bigint      not null,
    primary key (minute, status)
);

-- A rebuild that is under way goes on with it.
do $$ begin
    if to_regclass('order_desk_next') is not null then
        create table order_arrival_next (like order_arrival including all);
    end if;
end $$;
