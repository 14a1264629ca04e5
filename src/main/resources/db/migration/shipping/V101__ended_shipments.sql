-- Which shipments are open is asked at each comparison of the books, however many there have been.
create index shipment_ended on event (stream) where type in ('ShipmentDelivered', 'ShipmentCancelled');
