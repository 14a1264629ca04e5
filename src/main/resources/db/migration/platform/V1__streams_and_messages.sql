-- The technical tables that every context has in its own schema.

-- The head of a stream: whoever moves an aggregate locks its row first.
create table stream (
    id       text primary key,             -- category/id
    version  bigint not null default 0,    -- of the newest event
    sent     text   not null default '{}', -- the last sequence sent, per exchange
    received text   not null default '{}', -- the last sequence handled, per exchange and publisher
    kept     int    not null default 0     -- messages that wait for their turn or for help
);

create table event (
    position       bigint generated always as identity,
    transaction    xid8        not null default pg_current_xact_id(),
    stream         text        not null,
    version        bigint      not null,
    type           text        not null,
    schema_version int         not null,
    data           jsonb       not null,
    occurred_at    timestamptz not null,
    causation_id   text        not null,
    correlation_id text        not null,
    primary key (stream, version)
);

-- Positions do not commit in order; readers of all events go by transaction, then position.
create index event_in_order on event (transaction, position);

create table outbox (
    position   bigint generated always as identity primary key,
    exchange   text not null,
    type       text not null,
    message_id text not null,
    body       text not null
);

create table inbox (
    message_id text primary key,
    handled_at timestamptz not null default now()
);

-- Messages that came before their predecessor, or that could not be handled (then with the cause).
create table kept_message (
    id          bigint generated always as identity primary key,
    queue       text        not null,
    lane        text,
    received_by text,
    sequence    bigint,
    message_id  text,
    body        text        not null,
    cause       text,
    attempts    int         not null default 0,
    kept_at     timestamptz not null default now(),
    failed_at   timestamptz,
    unique (lane, received_by, sequence)
);

create table personal_key (
    owner  text primary key,
    id     uuid  not null unique,
    secret bytea not null
);

-- Calls to the outside world that are still to be made.
create table remote_call (
    id       text primary key,
    kind     text        not null,
    subject  text        not null,
    cause    text        not null,
    due_at   timestamptz not null,
    attempts int         not null default 0
);

create index remote_call_due on remote_call (due_at);

-- What other contexts have told, in every version: event-carried state.
create table local_copy (
    subject text   not null,
    version bigint not null,
    data    jsonb  not null,
    primary key (subject, version)
);
