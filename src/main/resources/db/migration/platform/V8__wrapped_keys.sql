-- Customers' keys are stored wrapped with a master key that is not in the database. The planner needs no statistics of
-- keys, and would keep samples of them in pg_statistic, which no erasure reaches.
alter table personal_key add column wrapped bytea;
alter table personal_key alter column wrapped set statistics 0;

-- Plain keys of earlier releases. Setting the same type removes the samples that were taken of them. The column is
-- dropped in the next release, which no process that reads it runs beside any more.
alter table personal_key alter column secret type bytea;
alter table personal_key alter column secret set statistics 0;

-- Which master key this context uses, and whether new keys are still stored in plain text: a copy of the release before
-- reads no others and takes a customer without a plain key for erased.
create table master_key (
    only_one   boolean primary key default true check (only_one),
    id         text,             -- derived from the key; null until the first start with one
    plain_keys boolean not null
);

-- A context that is older than this migration may have such copies running.
insert into master_key (plain_keys)
    select exists (select from stream) or exists (select from flyway_schema_history
        where installed_on < now() - interval '10 minutes');
