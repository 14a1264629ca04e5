-- How far each projection has read the events; one that is being built anew has a second row, <name>.next.
create table projection (
    name        text primary key,
    transaction bigint not null default 0,
    position    bigint not null default 0
);
