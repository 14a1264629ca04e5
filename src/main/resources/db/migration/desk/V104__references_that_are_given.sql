-- Most orders have no reference of their own, and each change of a status writes all indexes of its row.
create index order_desk_of_reference on order_desk (reference, placed_at desc, order_id desc)
    where reference is not null;
drop index order_desk_by_reference;
