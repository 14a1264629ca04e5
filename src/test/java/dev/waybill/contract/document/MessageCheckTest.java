package dev.waybill.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.contract.ecommerce.EcommerceEvent.TariffDefined;
import dev.waybill.contract.order.OrderEvent.OrderPlaced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document's schemas accept every approved message, and nothing that is no message. */
class MessageCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MessageCheck CLOSED = MessageCheck.closed();
    private static final MessageType PLACED = new MessageType("order.events", OrderPlaced.class);

    private final ObjectNode envelope = MessageComponents.sample(PLACED);
    private final ObjectNode data = (ObjectNode) envelope.path("data");

    static Stream<MessageType> messages() {
        return Language.messages();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void anApprovedMessageMatchesTheDocument(MessageType message) throws IOException {
        ObjectNode sample = MessageComponents.sample(message);
        sample.set(
                "data",
                JSON.readTree(Files.readString(Path.of(
                        "src/test/resources/approved/messages", message.exchange(), message.name() + ".json"))));

        assertThat(CLOSED.wrong(message, sample)).isEmpty();
    }

    @Test
    void whatIsNullableInTheRecordMayBeMissing() {
        data.remove("reference");
        envelope.remove("sequence");

        assertThat(CLOSED.wrong(PLACED, envelope)).isEmpty();
    }

    @Test
    void anythingElseMayNot() {
        data.remove("customerId");
        envelope.remove("causationid");

        assertThat(CLOSED.wrong(PLACED, envelope)).hasSize(2).anyMatch(error -> error.contains("customerId"));
    }

    @Test
    void readersTolerateUnknownFieldsWhichTheClosedCheckNotices() {
        data.put("gift", true).withObject("shipTo").put("floor", 3);
        envelope.put("tenant", "north");

        assertThat(MessageCheck.published().wrong(PLACED, envelope)).isEmpty();
        assertThat(CLOSED.wrong(PLACED, envelope)).hasSize(3).anyMatch(error -> error.contains("floor"));
    }

    @Test
    void valuesAreOfTheirTypes() {
        data.put("placedAt", "yesterday").put("revision", "1");
        data.withObject("shipTo").put("country", "Germany");
        data.withObject("total").put("amount", "1,19");
        data.withObject("attributes").put("gift", 1);

        assertThat(CLOSED.wrong(PLACED, envelope)).hasSize(5);
    }

    @Test
    void decimalsTravelAsNumbers() {
        var type = new MessageType("ecommerce.events", TariffDefined.class);
        ObjectNode tariff = MessageComponents.sample(type);
        ((ObjectNode) tariff.at("/data/vatRates")).put("DE", "19.0");

        assertThat(CLOSED.wrong(type, tariff)).hasSize(1);
    }

    @Test
    void anEventComesFromItsOwnContextUnderItsOwnName() {
        envelope.put("source", "billing").put("type", "OrderShipped");

        assertThat(CLOSED.wrong(PLACED, envelope)).hasSize(2);
    }
}
