package dev.waybill.platform.projection;

import dev.waybill.platform.eventstore.LoggedEvent;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A read model that is derived from a context's events alone: no clock, no random, no other table. So it can be rebuilt from
 * the first event, beside the one that is being read, and the result has to be the same.
 */
public interface Projection {

    /** Its name within the context. */
    String name();

    /** The tables that it owns, without their schema; each has a primary key. */
    List<String> tables();

    /** The tables that have to be the same after a rebuild: all, unless the projection documents why not. */
    default List<String> comparedTables() {
        return tables();
    }

    /**
     * Applies the next events, inside a transaction that also moves the projection's place.
     *
     * @param table the full name of one of {@link #tables} to read and write: the live one, or the one being built
     */
    void apply(List<LoggedEvent> events, UnaryOperator<String> table);
}
