-- An attacker who guesses an address could test the guess on the digest of the request that had it. It is removed when the
-- customer is erased, found by the order, and the planner takes no samples of it.
alter table idempotency_key alter column request type bytea; -- removes the samples that were taken
alter table idempotency_key alter column request set statistics 0;
create index idempotency_key_by_order on idempotency_key (order_id);
