-- What the books of the contexts disagree about, as the last comparison found it.
create table violation (
    id            text        primary key,
    invariant     text        not null,
    context       text        not null,
    peer          text        not null, -- the other context; empty for none
    subject       text        not null,
    what          text        not null,
    detail        text        not null,
    since         timestamptz not null,
    found_at      timestamptz not null,
    repair        text        not null, -- its kind
    repairs       text        not null, -- who would act
    repair_peer   text        not null,
    exchange      text        not null,
    from_sequence bigint      not null,
    to_sequence   bigint      not null,
    description   text        not null
);

-- Messages that were under way when the books were last compared, and since when they have not moved.
create table under_way (
    lane    text        primary key,
    subject text        not null,
    missing bigint      not null, -- the first sequence that has not come
    since   timestamptz not null
);

-- When the books were last compared without being asked: one of the desk's copies at a time does it.
create table reconciliation (
    only_row boolean     primary key default true check (only_row),
    begun_at timestamptz not null,
    ended_at timestamptz
);

insert into reconciliation (begun_at) values ('epoch');

-- Who asked for which repair, and what came of it.
create table repair (
    id           text        primary key,
    violation_id text        not null,
    invariant    text        not null,
    subject      text        not null,
    violation    text        not null,
    kind         text        not null,
    context      text        not null,
    description  text        not null,
    command      jsonb       not null,
    asked_by     text        not null,
    asked_at     timestamptz not null,
    answered_at  timestamptz,
    done         boolean,
    outcome      text
);

create index repair_newest on repair (asked_at desc);
create index repair_unanswered on repair (asked_at) where answered_at is null;
