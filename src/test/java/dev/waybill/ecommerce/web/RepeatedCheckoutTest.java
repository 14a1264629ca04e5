package dev.waybill.ecommerce.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Samples;
import dev.waybill.contract.amounts.Tariff;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.Prices;
import dev.waybill.ecommerce.domain.Quote;
import dev.waybill.ecommerce.domain.RepeatedCheckout;
import dev.waybill.ecommerce.web.CheckoutController.CheckoutRequest;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.web.JsonVariants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** A checkout is recognised by its values when it is repeated. */
class RepeatedCheckoutTest {

    private static final ObjectMapper JSON = PersonalJson.plain()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Prices PRICES = new Prices(Map.of(), new Tariff("EUR", 490, 5_000, Map.of()), 1, null);

    private static CheckOut asked(JsonNode body) throws JsonProcessingException {
        return JSON.treeToValue(body, CheckoutRequest.class).command(PRICES, Instant.EPOCH);
    }

    private static CheckedOut closed(JsonNode body) throws JsonProcessingException {
        CheckOut asked = asked(body);
        return new CheckedOut(
                asked.orderId(),
                asked.customerId(),
                (Quote) Samples.of(Quote.class),
                asked.shipTo(),
                asked.paymentMethod(),
                asked.quotedTotal(),
                asked.reference(),
                asked.attributes(),
                asked.at());
    }

    private static List<String> differences(JsonNode first, JsonNode again) throws JsonProcessingException {
        return RepeatedCheckout.differences(closed(first), asked(again), false);
    }

    @Property(tries = 5_000)
    void whatIsEqualAsJsonIsTheSameCheckoutAndNothingElse(@ForAll long seed) throws JsonProcessingException {
        var variants = new JsonVariants(
                new Random(seed), List.of("ada", "Ada", "Berlin", "DE", "1", "a"), List.of("reference"));
        ObjectNode first = variants.of((ObjectNode) JSON.readTree("""
                {"customerId": "ada", "paymentMethod": "pm_card_visa", "attributes": {"a": "1", "b": "2"},
                 "shipTo": {"name": "Ada", "street": "S 1", "city": "Berlin", "postalCode": "10115", "country": "DE"},
                 "quotedTotal": {"amount": "1.00", "currency": "EUR"}}"""));
        ObjectNode again = variants.of(first);

        boolean equal = JsonVariants.equal(first, again);
        Statistics.collect(equal);

        assertThat(differences(first, again).isEmpty())
                .as(first + " and " + again)
                .isEqualTo(equal);
    }

    /** Every field of the request, also one that comes later, is named when it differs or is missing. */
    @Test
    void everyFieldCounts() throws JsonProcessingException {
        JsonNode whole = JSON.valueToTree(Samples.of(CheckoutRequest.class));

        for (String field : List.of("customerId", "paymentMethod", "reference")) {
            assertThat(differences(whole, ((ObjectNode) whole.deepCopy()).put(field, "another")))
                    .containsExactly(field);
        }
        for (var field : whole.path("shipTo").properties()) {
            ObjectNode changed = whole.deepCopy();
            ((ObjectNode) changed.path("shipTo")).put(field.getKey(), "another");
            assertThat(differences(whole, changed)).containsExactly("shipTo." + field.getKey());
        }
        for (String field : List.of("quotedTotal", "attributes", "reference")) {
            ObjectNode without = whole.deepCopy();
            without.remove(field);
            assertThat(differences(whole, without)).containsExactly(field);
        }
        assertThat(CheckoutRequest.class.getRecordComponents())
                .extracting("name")
                .as("what a request has is compared: add it to RepeatedCheckout and here")
                .containsExactlyInAnyOrder(
                        "customerId", "shipTo", "paymentMethod", "quotedTotal", "reference", "attributes");
    }

    @Test
    void whatWasErasedIsNotCompared() throws JsonProcessingException {
        ObjectNode asked = JSON.valueToTree(Samples.of(CheckoutRequest.class));
        ObjectNode erased = asked.deepCopy();
        ObjectNode shipTo = (ObjectNode) erased.path("shipTo");
        List.of("name", "street", "city", "postalCode").forEach(field -> shipTo.put(field, PersonalJson.ERASED));
        ((ObjectNode) erased.path("attributes")).put("DE", PersonalJson.ERASED);

        assertThat(RepeatedCheckout.differences(closed(erased), asked(asked), true))
                .isEmpty();
        assertThat(RepeatedCheckout.differences(closed(erased), asked(asked.put("paymentMethod", "other")), true))
                .containsExactly("paymentMethod");
    }
}
