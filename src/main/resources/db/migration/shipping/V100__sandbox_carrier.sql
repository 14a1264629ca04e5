-- The sandbox carrier's own books.
create table sandbox_parcel (
    shipment_id     text primary key,
    order_id        text        not null,
    tracking_number text        not null,
    status          text        not null,
    told            text        not null, -- the last status that shipping has heard of
    due_at          timestamptz not null
);

create index sandbox_parcel_by_order on sandbox_parcel (order_id);
create index sandbox_parcel_moving on sandbox_parcel (due_at) where status in ('BOOKED', 'DISPATCHED');
create index sandbox_parcel_untold on sandbox_parcel (due_at) where told <> status;
