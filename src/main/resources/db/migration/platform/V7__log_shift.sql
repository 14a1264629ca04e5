-- Events are read in the order of the transactions that wrote them. Another PostgreSQL, into which a backup is restored,
-- numbers its transactions from its own beginning; so many are added, that they come after those that wrote the events.
create table log_shift (
    only_one     boolean primary key default true check (only_one),
    transactions bigint not null default 0
);
insert into log_shift default values;
