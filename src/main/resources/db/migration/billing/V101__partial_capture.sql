-- A change may leave less to be collected than was authorized.
alter table sandbox_payment add column captured bigint not null default 0; -- minor units
update sandbox_payment set captured = amount where status in ('CAPTURED', 'REFUNDED');
