package dev.waybill.contract.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Samples;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.platform.personal.PersonalJson;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No message has a quantity that its readers cannot add up, in any of its fields. */
class MessageQuantitiesTest {

    private static final String QUANTITY = "quantity";
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private static final List<BigInteger> REFUSED = List.of(
            BigInteger.valueOf(Long.MIN_VALUE),
            BigInteger.valueOf(-1),
            BigInteger.ZERO,
            BigInteger.valueOf(1_000_001),
            BigInteger.TWO.pow(31).subtract(BigInteger.ONE),
            BigInteger.TWO.pow(31),
            BigInteger.TWO.pow(32).add(BigInteger.ONE),
            BigInteger.TWO.pow(63),
            BigInteger.TWO.pow(64).add(BigInteger.ONE));

    static List<MessageType> messages() {
        return Language.messages()
                .filter(message -> !sample(message).findParents(QUANTITY).isEmpty())
                .toList();
    }

    private static JsonNode sample(MessageType message) {
        return JSON.valueToTree(Samples.of(message.record()));
    }

    private static void read(MessageType message, BigInteger quantity) throws JsonProcessingException {
        JsonNode data = sample(message);
        data.findParents(QUANTITY).forEach(holder -> ((ObjectNode) holder).put(QUANTITY, quantity));
        JSON.treeToValue(data, message.record());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void areOneToAMillion(MessageType message) throws JsonProcessingException {
        read(message, BigInteger.ONE);
        read(message, BigInteger.valueOf(1_000_000));
        for (BigInteger quantity : REFUSED) {
            assertThatThrownBy(() -> read(message, quantity))
                    .as("%s of %s", quantity, message.name())
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void thereAreSome() {
        assertThat(messages()).hasSizeGreaterThan(5);
    }
}
