-- A row may hold several messages, which travel together as a JSON array.
alter table outbox add column messages int not null default 1;

-- The process that has written a row publishes it; another one takes it over when it is still there after its lease.
alter table outbox add column sender text not null default '';
alter table outbox add column leased_until timestamptz not null default now();
