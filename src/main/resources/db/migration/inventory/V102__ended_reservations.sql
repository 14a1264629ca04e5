-- Which reservations are open is asked at each comparison of the books, however many there have been.
create index reservation_ended on event (stream) where type in ('StockReleased', 'StockIssued');
