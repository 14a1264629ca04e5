package dev.waybill.platform.eventstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.eventstore.Decider;
import java.util.ArrayList;
import java.util.List;

/** Tests of a decider that read as given(events).when(command).then(events). */
public abstract class DeciderTest<S, C, E> {

    private final Decider<S, C, E> decider;

    protected DeciderTest(Decider<S, C, E> decider) {
        this.decider = decider;
    }

    /** The history that is replayed first. */
    @SafeVarargs
    protected final Given given(E... events) {
        return new Given(List.of(events));
    }

    /** A history and the commands that follow it. */
    protected final class Given {

        private final List<E> history;
        private S state;

        private Given(List<E> history) {
            this.history = new ArrayList<>(history);
            this.state = decider.replay(decider.initial(), history);
        }

        /** Lets an earlier command happen, whatever it leads to. */
        public Given and(C command) {
            history.addAll(decider.decide().apply(state, command));
            state = decider.replay(decider.initial(), history);
            return this;
        }

        public When when(C command) {
            List<E> events = decider.decide().apply(state, command);
            return new When(events, decider.replay(state, events));
        }
    }

    /** What a command led to. */
    protected final class When {

        private final List<E> events;
        private final S state;

        private When(List<E> events, S state) {
            this.events = events;
            this.state = state;
        }

        @SafeVarargs
        public final When then(E... expected) {
            assertThat(events).containsExactly(expected);
            return this;
        }

        public When thenNothing() {
            assertThat(events).isEmpty();
            return this;
        }

        public S state() {
            return state;
        }

        public List<E> events() {
            return events;
        }
    }
}
