package dev.waybill.platform.eventstore;

import java.util.List;
import java.util.function.BiFunction;

/**
 * An aggregate as two pure functions and the state before its first event.
 *
 * @param decide the events that a command leads to in a state; none when it changes nothing
 * @param evolve the state after an event
 */
public record Decider<S, C, E>(S initial, BiFunction<S, C, List<E>> decide, BiFunction<S, E, S> evolve) {

    /** An aggregate whose events are decided together with those of others, and then recorded as they are. */
    public static <S, E> Decider<S, E, E> ofDecided(S initial, BiFunction<S, E, S> evolve) {
        return new Decider<>(initial, (state, decided) -> List.of(decided), evolve);
    }

    /** The state that these events lead to from the given one. */
    public S replay(S from, Iterable<? extends E> events) {
        S state = from;
        for (E event : events) {
            state = evolve.apply(state, event);
        }
        return state;
    }
}
