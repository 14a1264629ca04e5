package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.platform.eventstore.EventTypes;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long a message is retried before it is parked. */
class FailureTest {

    private sealed interface Event {
        record Happened() implements Event {}
    }

    private static final EventTypes<Event> TYPES = EventTypes.of(Event.class);

    @Test
    void aMessageIsRetriedForHalfAMinuteAndThenParked() {
        var failure = new IllegalStateException("no luck");

        assertThat(Failure.of(failure, 4).pause()).isEqualTo(Duration.ofSeconds(15));
        assertThat(Failure.of(failure, 5).pause()).isNull();
    }

    /** A copy of a newer release runs beside this one: it will handle the message. */
    @ParameterizedTest
    @MethodSource("newer")
    void aMessageWhoseStreamHoldsANewerEventIsNeverParked(Throwable failure) {
        assertThat(Failure.of(failure, 5).pause()).isEqualTo(Duration.ofSeconds(15));
        assertThat(Failure.of(new IllegalStateException(failure), 1_000).pause())
                .isEqualTo(Duration.ofSeconds(15));
    }

    static Stream<Throwable> newer() {
        return Stream.of(
                catchThrowable(() -> TYPES.classOf("Unknown")),
                catchThrowable(() -> TYPES.current("Happened", 2, JsonNodeFactory.instance.objectNode())));
    }
}
