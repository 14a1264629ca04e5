package dev.waybill.platform.eventstore;

import java.util.List;

/** Writes the rows that a transaction has collected for one table, in one statement. */
@FunctionalInterface
public interface RowWriter<R> {

    void write(List<R> rows);
}
