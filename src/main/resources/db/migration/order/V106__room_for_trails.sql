-- A trail grows with every step: its next version finds a place on the same page, and no index changes.
alter table process_trail set (fillfactor = 50);
