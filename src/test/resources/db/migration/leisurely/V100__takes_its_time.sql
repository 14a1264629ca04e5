insert into public.held values (1);

create table leisurely.result as select 1 as done from pg_sleep(3);
