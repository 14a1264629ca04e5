-- Most orders have no reference of their own, and each change of a status writes all indexes of its row.
create index order_view_of_reference on order_view (reference, number desc) where reference is not null;
drop index order_view_by_reference;
