-- A cache: the state of a long stream right after one of its events. Where there is none, or one in another format than
-- this release writes, the stream is replayed from its first event.
create table snapshot (
    stream  text primary key,
    version bigint not null, -- of the event
    format  text   not null,
    data    jsonb  not null
);
