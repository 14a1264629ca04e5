-- Finds a delivery that was booked before by its reference as people read it.
create index receipt_by_reference on event (stream, comparable_text(data ->> 'reference')) where type = 'StockReceived';
