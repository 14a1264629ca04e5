package dev.waybill.platform.eventstore;

import java.util.List;

/** What a command led to: the new state and the events behind it (none when nothing changed). */
public record Decided<S, E>(S state, List<E> events) {

    /** Whether the command changed anything. */
    public boolean changed() {
        return !events.isEmpty();
    }
}
