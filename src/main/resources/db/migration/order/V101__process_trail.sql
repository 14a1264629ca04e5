-- Which activities an order's process has completed, separated by spaces.
create table process_trail (
    order_id  text primary key,
    completed text not null
);
