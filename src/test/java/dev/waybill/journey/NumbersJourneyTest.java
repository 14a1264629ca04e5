package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.journey.ApiDescription.Operation;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every whole number that the API takes, at and beyond its limits; and parameters that are left out. */
class NumbersJourneyTest extends ApiJourney {

    private static final List<BigInteger> OUTSIDE = List.of(
            BigInteger.TWO.pow(31).subtract(BigInteger.ONE),
            BigInteger.TWO.pow(31),
            BigInteger.TWO.pow(32).add(BigInteger.ONE),
            BigInteger.TWO.pow(63).subtract(BigInteger.ONE),
            BigInteger.TWO.pow(63),
            BigInteger.TWO.pow(64).add(BigInteger.ONE),
            BigInteger.TWO.pow(31).negate(),
            BigInteger.TWO.pow(63).negate());

    static Stream<Operation> withNumbers() {
        return api.operations().stream()
                .filter(operation -> SampleBody.whole(api)
                        .of(operation)
                        .filter(body -> !numbers("", body).isEmpty())
                        .isPresent());
    }

    /** The JSON pointers of a body's whole numbers. */
    private static List<String> numbers(String at, JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node.isIntegralNumber()) {
            found.add(at);
        }
        node.properties().forEach(field -> found.addAll(numbers(at + "/" + field.getKey(), field.getValue())));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            found.addAll(numbers(at + "/" + index, node.get(index)));
        }
        return found;
    }

    private static Shop.Answer call(Operation operation, JsonNode body) {
        return call(operation, operation.requiredQuery("somebody"), body);
    }

    private static Shop.Answer call(Operation operation, String query, JsonNode body) {
        String address = operation.path().replaceAll("\\{[^}]*}", "no-such") + query;
        return Shop.send(shop.request(address).method(operation.method(), BodyPublishers.ofString(body.toString())));
    }

    @ParameterizedTest
    @MethodSource("withNumbers")
    void numbersOutsideOfTheirLimitsAreRefusedByName(Operation operation) {
        JsonNode sample = SampleBody.whole(api).of(operation).orElseThrow();
        for (String place : numbers("", sample)) {
            for (BigInteger number : OUTSIDE) {
                JsonNode body = sample.deepCopy();
                int last = place.lastIndexOf('/');
                ((ObjectNode) body.at(place.substring(0, last))).put(place.substring(last + 1), number);

                Shop.Answer answer = call(operation, body);

                assertThat(answer.status()).as(number + " " + answer.body()).isIn(400, 422);
                assertThat(answer.body()).as(place).contains(place.substring(last + 1));
            }
        }
    }

    @Test
    void quantitiesAreAcceptedFromOneToTheirLimit() {
        String sku = shop.sellNew("LIMITS", "0.01", 0);
        Map<Integer, Integer> receipts = new TreeMap<>();
        Map<Integer, Integer> orders = new TreeMap<>();
        for (int quantity : new int[] {0, 1, 1_000_000, 1_000_001}) {
            receipts.put(
                    quantity,
                    shop.post(
                                    "/api/stock/" + sku + "/receipts",
                                    Map.of("quantity", quantity, "reference", "r" + quantity))
                            .status());
        }
        for (int quantity : new int[] {0, 1, 9_999, 10_000}) {
            orders.put(
                    quantity,
                    shop.post("/api/orders", Shop.order(Map.of(sku, quantity), "pm_card_visa", Map.of()))
                            .status());
        }

        assertThat(receipts).isEqualTo(Map.of(0, 400, 1, 201, 1_000_000, 201, 1_000_001, 400));
        assertThat(orders).isEqualTo(Map.of(0, 400, 1, 201, 9_999, 201, 10_000, 400));
        assertThat(shop.stockOf(sku).path("received").asLong()).isEqualTo(1_000_001);
    }

    static Stream<Operation> withRequiredParameters() {
        return api.operations().stream()
                .filter(operation -> !required(operation).isEmpty());
    }

    private static List<String> required(Operation operation) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.described().path("parameters")) {
            if (parameter.path("required").asBoolean()
                    && !parameter.path("in").asText().equals("path")) {
                names.add(parameter.path("name").asText());
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("withRequiredParameters")
    void aParameterThatIsMissingIsNamed(Operation operation) {
        Shop.Answer answer = call(operation, "", Shop.JSON.createObjectNode());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isIn(required(operation));
        assertThat(answer.json().at("/errors/0/message").asText()).isEqualTo("is missing");
        assertThat(answer.json().path("detail").asText()).contains(required(operation));
    }
}
