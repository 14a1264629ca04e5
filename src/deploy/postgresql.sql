-- Least privilege: a schema per context, and a role that owns it and sees no other. Run it by a superuser in Waybill's
-- database, as often as you like, before contexts run under roles of their own:
--   psql waybill -f src/deploy/postgresql.sql
--   psql waybill -c "\password waybill_order"     (and so on for each role)
-- What a schema holds already, from a time when one role ran all contexts, is handed over to its role.
do $$
declare
    context record;
    thing   record;
begin
    execute format('revoke all on database %I from public', current_database());
    revoke all on schema public from public;
    for context in
        select * from (values ('ecommerce', 'ecommerce'), ('order', 'orders'), ('billing', 'billing'),
            ('inventory', 'inventory'), ('shipping', 'shipping'), ('desk', 'desk'),
            ('session', 'sessions')) as contexts (name, schema)
    loop
        if not exists (select from pg_roles where rolname = 'waybill_' || context.name) then
            execute format('create role %I login', 'waybill_' || context.name);
        end if;
        execute format('grant connect on database %I to %I', current_database(), 'waybill_' || context.name);
        execute format('create schema if not exists %I', context.schema);
        execute format('alter schema %I owner to %I', context.schema, 'waybill_' || context.name);
        for thing in
            select c.oid::regclass as name from pg_class c
            where c.relnamespace = context.schema::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
        loop
            execute format('alter table %s owner to %I', thing.name, 'waybill_' || context.name);
        end loop;
        for thing in
            select p.oid::regprocedure as name from pg_proc p where p.pronamespace = context.schema::regnamespace
        loop
            execute format('alter routine %s owner to %I', thing.name, 'waybill_' || context.name);
        end loop;
    end loop;
end $$;
