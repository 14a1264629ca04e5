-- A delivery is booked once per SKU. The index is the memory of it: no state has to hold all references for ever.
create unique index receipt_once on event (stream, (data ->> 'reference')) where type = 'StockReceived';
