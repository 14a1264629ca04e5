package dev.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.NewerEventException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What a client reads of a failure. */
class ProblemHandlerTest {

    private sealed interface Event {
        record Happened() implements Event {}
    }

    /** As copies of two releases run side by side. */
    @Test
    void aRequestThatNeedsANewerCopyIsToBeRepeated() {
        var newer = catchThrowableOfType(
                NewerEventException.class, () -> EventTypes.of(Event.class).classOf("Unheard"));

        var answer = new ProblemHandler().unexpected(new IllegalStateException(newer));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }

    @Test
    void anyOtherFailureIsOurs() {
        var answer = new ProblemHandler().unexpected(new IllegalStateException("a bug"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(String.valueOf(answer.getBody())).doesNotContain("a bug");
    }
}
