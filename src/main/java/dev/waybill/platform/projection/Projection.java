package dev.waybill.platform.projection;

import dev.waybill.platform.eventstore.LoggedEvent;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A read model made of a context's events and of nothing else: no clock, no random, no other table. So it can be built
 * anew from the first event, beside the one that is being read, and has to come out the same.
 */
public interface Projection {

    /** Its name within the context. */
    String name();

    /** The tables that it owns, without their schema; each has a primary key. */
    List<String> tables();

    /** Those of its tables that have to come out the same when they are built anew: all, unless it says why not. */
    default List<String> comparedTables() {
        return tables();
    }

    /**
     * Takes the next events in, inside a transaction that also moves the projection's place.
     *
     * @param table the full name of one of {@link #tables} to read and write: the live one, or the one being built
     */
    void apply(List<LoggedEvent> events, UnaryOperator<String> table);
}
