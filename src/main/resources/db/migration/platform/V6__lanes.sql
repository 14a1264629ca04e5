-- What fails is tried again by itself for a while (retry_at), then it is parked until somebody helps (parked_at).
alter table kept_message add column headers text not null default '{}';
alter table kept_message add column encoding text; -- of the body: base64 for bytes that are no text
alter table kept_message add column trace text;
alter table kept_message add column first_failed_at timestamptz;
alter table kept_message add column retry_at timestamptz;
alter table kept_message add column parked_at timestamptz;

update kept_message set first_failed_at = failed_at, parked_at = failed_at where cause is not null;

create index kept_message_to_retry on kept_message (retry_at) where retry_at is not null;
create index kept_message_parked on kept_message (parked_at) where parked_at is not null;

-- What somebody took out of its lane unhandled, with the reason.
create table discarded_message (
    id           bigint primary key, -- that it was parked under
    message      jsonb       not null, -- the row of kept_message
    reason       text        not null,
    discarded_by text        not null,
    discarded_at timestamptz not null default now()
);

-- Ids of long ago are cleaned away.
create index inbox_by_age on inbox (handled_at);
