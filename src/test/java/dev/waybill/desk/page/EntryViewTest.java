package dev.waybill.desk.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.UnknownText;
import dev.waybill.platform.messaging.LoggedMessage;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryViewTest {

    static Stream<UnknownText> events() {
        return UnknownText.all().filter(unknown -> unknown.exchange().endsWith(".events"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void theTimelineShowsATextThatThisReleaseDoesNotKnow(UnknownText unknown) {
        var message = new LoggedMessage(
                "m-1",
                unknown.exchange().replace(".events", ""),
                unknown.type().getSimpleName(),
                unknown.subject(),
                1,
                Instant.EPOCH,
                "cause",
                "flow",
                unknown.data());

        assertThat(EntryView.of(message).details()).contains(UnknownText.TEXT);
    }
}
