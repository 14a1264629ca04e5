-- Heads are updated with every message: their next version finds a place on the same page, and no index changes.
alter table stream set (fillfactor = 50);
