package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.WaybillLanguage;
import dev.waybill.contract.Message;
import dev.waybill.contract.UnknownText;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.personal.PersonalJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statuses, purposes, choices, reasons and kinds travel as texts: a message with one that this release does not know is
 * read like any other, and is not parked.
 */
class UnknownTextsTest {

    private static final PublishedLanguage LANGUAGE = WaybillLanguage.language();

    static Stream<UnknownText> texts() {
        return UnknownText.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void aMessageWithAnUnknownTextIsRead(UnknownText unknown) throws UnreadableMessage {
        var envelope = new Envelope(
                "m-1",
                LANGUAGE.senders(unknown.exchange()).iterator().next(),
                unknown.type().getSimpleName(),
                unknown.subject(),
                Instant.EPOCH,
                "flow",
                "cause",
                1L,
                "",
                Initiator.UNKNOWN,
                unknown.data());
        byte[] delivered = EnvelopeJson.write(envelope).toString().getBytes(StandardCharsets.UTF_8);

        MessageContent<Message> content = MessageContent.of(
                EnvelopeJson.read(new Delivery(delivered, "{}").text()), unknown.exchange(), LANGUAGE, Message.class);

        assertThat(content.flaw()).isNull();
        JsonNode read = PersonalJson.plain().build().valueToTree(content.body());
        assertThat(read).isEqualTo(unknown.data());
        assertThat(read.at(unknown.path()).toString()).contains(UnknownText.TEXT);
    }

    @Test
    void noMessageHasAnEnumeration() {
        assertThat(Topology.EXCHANGES.stream()
                        .flatMap(exchange -> Arrays.stream(exchange.messages().getPermittedSubclasses()))
                        .flatMap(UnknownTextsTest::enumerations))
                .as("a constant that a reader does not know parks its message: let it be a text with @Known")
                .isEmpty();
    }

    private static Stream<String> enumerations(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).flatMap(UnknownTextsTest::enumerations);
        }
        var plain = (Class<?>) type;
        return plain.isEnum()
                ? Stream.of(plain.getName())
                : !plain.isRecord()
                        ? Stream.of()
                        : Arrays.stream(plain.getRecordComponents())
                                .map(RecordComponent::getGenericType)
                                .flatMap(UnknownTextsTest::enumerations);
    }
}
