package dev.waybill.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Samples;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.web.JsonVariants;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** Requests are recognised by their values, independent of their bytes. */
class RequestDigestTest {

    private static final ObjectMapper JSON = PersonalJson.plain()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String BODY = """
            {"customerId": "ada", "items": [{"sku": "A", "quantity": 1}, {"sku": "B", "quantity": 2}],
             "shipTo": {"name": "Ada", "street": "S 1", "city": "Berlin", "postalCode": "10115", "country": "DE"},
             "paymentMethod": "pm_card_visa", "quotedTotal": {"amount": "1.00", "currency": "EUR"},
             "attributes": {"a": "1", "b": "2", "c": "3"}}""";

    private static ObjectNode body(String json) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(json);
    }

    private static PlaceOrderRequest request(JsonNode body) throws JsonProcessingException {
        return JSON.treeToValue(body, PlaceOrderRequest.class);
    }

    private static boolean sameRequest(JsonNode one, JsonNode other) throws JsonProcessingException {
        return RequestDigest.matches(RequestDigest.of(request(one)), request(other));
    }

    @Property(tries = 5_000)
    void whatIsEqualAsJsonIsTheSameRequestAndNothingElse(@ForAll long seed) throws JsonProcessingException {
        var variants = new JsonVariants(
                new Random(seed), List.of("A", "B", "ada", "Ada", "DE", "1"), List.of("discountCode", "reference"));
        ObjectNode one = variants.of(body(BODY));
        ObjectNode other = variants.of(one);

        boolean equal = JsonVariants.equal(one, other);
        Statistics.collect(equal);

        assertThat(sameRequest(one, other)).as(one + " and " + other).isEqualTo(equal);
    }

    /** Each value of a request that has all of them, also of fields that come later. */
    @Test
    void everyValueCounts() throws JsonProcessingException {
        JsonNode whole = JSON.valueToTree(Samples.of(PlaceOrderRequest.class));
        List<String> places = places("", whole);

        assertThat(places).contains("/customerId", "/items/0/sku", "/shipTo/city", "/quotedTotal/amount", "/reference");
        for (String place : places) {
            ObjectNode changed = whole.deepCopy();
            ObjectNode parent = (ObjectNode) changed.at(place.substring(0, place.lastIndexOf('/')));
            String name = place.substring(place.lastIndexOf('/') + 1);
            switch (name) {
                case "quantity" -> parent.put(name, 7);
                case "amount" -> parent.put(name, "7.00");
                case "currency" -> parent.put(name, "USD");
                default -> parent.put(name, "another");
            }
            assertThat(sameRequest(whole, changed)).as(place).isFalse();
        }
    }

    private static List<String> places(String at, JsonNode node) {
        List<String> places = new ArrayList<>();
        if (node.isValueNode()) {
            places.add(at);
        }
        node.properties().forEach(field -> places.addAll(places(at + "/" + field.getKey(), field.getValue())));
        for (int n = 0; node.isArray() && n < node.size(); n++) {
            places.addAll(places(at + "/" + n, node.get(n)));
        }
        return places;
    }

    /** Rows of the release before are bytes like these. */
    @Test
    void aDigestOfAnEarlierReleaseIsRecognised() throws Exception {
        String stored =
                "{\"customerId\":\"ada\",\"items\":[{\"sku\":\"A\",\"quantity\":1}],\"shipTo\":{\"name\":\"Ada\","
                        + "\"street\":\"S\",\"city\":\"Berlin\",\"postalCode\":\"10115\",\"country\":\"DE\"},"
                        + "\"paymentMethod\":\"pm_card_visa\"";
        for (String end : List.of("}", ",\"attributes\":{}}", ",\"attributes\":{\"b\":\"1\",\"a\":\"2\"}}")) {
            byte[] remembered = MessageDigest.getInstance("SHA-256").digest((stored + end).getBytes("UTF-8"));

            assertThat(RequestDigest.matches(remembered, request(body(stored + end))))
                    .as(end)
                    .isTrue();
            assertThat(RequestDigest.matches(remembered, request(body((stored + end).replace("Berlin", "Bern")))))
                    .isFalse();
        }
        assertThat(HexFormat.of().formatHex(RequestDigest.of(request(body(stored + "}")))))
                .as("an earlier release's copy that runs beside this one recognises the request")
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest((stored + "}").getBytes("UTF-8"))));
    }
}
