package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Via;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes carry who has caused what they report or request; only the receivers of requests act on it. */
class InitiatorsOnTheirWayTest {

    private static final Initiator ADA = Initiator.of("ada", Via.REST);
    private final PublishedLanguage language =
            new PublishedLanguage(List.of(), List.of(), String::valueOf, "customerId");

    private static Envelope from(Initiator initiator) {
        return new Envelope(
                "1",
                "test",
                "Noted",
                "a",
                Instant.EPOCH,
                "flow",
                "cause",
                1L,
                "",
                initiator,
                PersonalJson.plain().build().createObjectNode());
    }

    private static ObjectNode written(Initiator initiator) {
        return EnvelopeJson.write(from(initiator));
    }

    @Test
    void isReadAsItWasWritten() throws UnreadableMessage {
        assertThat(written(ADA).path("actor").asText()).isEqualTo("ada");
        assertThat(written(ADA).path("via").asText()).isEqualTo("REST");
        assertThat(EnvelopeJson.read(written(ADA))).isEqualTo(from(ADA));
        assertThat(EnvelopeJson.read(written(Initiator.SYSTEM))).isEqualTo(from(Initiator.SYSTEM));
    }

    @Test
    void isAbsentWhereItIsNotKnown() throws UnreadableMessage {
        assertThat(written(Initiator.UNKNOWN).has("actor")).isFalse();
        assertThat(written(Initiator.UNKNOWN).has("via")).isFalse();
        assertThat(written(Initiator.SYSTEM).has("actor")).isFalse();
        assertThat(EnvelopeJson.read(written(Initiator.UNKNOWN))).isEqualTo(from(Initiator.UNKNOWN));
        assertThat(EnvelopeJson.read(written(ADA).put("actor", "").put("via", "")))
                .as("an empty text is none")
                .isEqualTo(from(Initiator.UNKNOWN));
    }

    @Test
    void aWayThatALaterReleaseAddsIsReadAsItIs() throws UnreadableMessage {
        assertThat(EnvelopeJson.read(written(ADA).put("via", "ORACLE")).initiator())
                .isEqualTo(new Initiator("ada", "ORACLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "via"})
    void isNothingButAText(String attribute) {
        assertThatThrownBy(() -> EnvelopeJson.read(written(ADA).put(attribute, 1)))
                .hasMessage("has a \"" + attribute + "\" that is no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"note.commands", "note.questions"})
    void whatIsAskedForIsDoneOnItsBehalf(String exchange) {
        assertThat(language.initiatorBehind(from(ADA), exchange)).isEqualTo(ADA);
        assertThat(language.initiatorBehind(from(Initiator.UNKNOWN), exchange)).isEqualTo(Initiator.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"note.events", "note.answers"})
    void whatIsReportedLeadsToWaybillsOwnDoing(String exchange) {
        assertThat(language.initiatorBehind(from(ADA), exchange)).isEqualTo(Initiator.SYSTEM);
    }
}
