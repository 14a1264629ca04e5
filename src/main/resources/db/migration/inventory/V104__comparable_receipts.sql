-- References are stored as given and compared as people read them: composed, without blanks at the ends.
create function comparable(text text) returns text immutable parallel safe language sql
    return normalize(btrim(text, E' \t\n\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff'), nfc);

create index receipt_by_reference on event (stream, comparable(data ->> 'reference')) where type = 'StockReceived';
