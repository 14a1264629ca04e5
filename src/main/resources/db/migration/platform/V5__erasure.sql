-- Erasing an owner destroys the secret; the row stays, so that nothing about the owner is ever taken in again.
alter table personal_key alter column secret drop not null;
alter table personal_key add column erased_at timestamptz;

-- Processes side by side look here for what another one has erased.
create index personal_key_erased on personal_key (erased_at) where erased_at is not null;
