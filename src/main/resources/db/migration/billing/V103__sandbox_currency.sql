-- The currency of the sandbox provider's amounts; earlier releases sold in euros only.
alter table sandbox_payment add column currency text not null default 'EUR';
