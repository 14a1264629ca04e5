-- Finds the discount codes among all streams.
create index stream_of_code on stream (id) where id like 'code/%';

-- Discount codes as they were spelled while codes that differ by case were two, and up to which version each has become
-- part of the one code that they are now.
create table merged_code (
    spelling text   primary key,
    version  bigint not null
);
