package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.domain.CartEvent;
import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.history.ShownEvents;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.security.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code /events} and {@code /stream} show of every event that carts and orders ever stored. */
class ShownEventsTest {

    /** Whole numbers that are no amounts. Any other one has to be marked as minor units, or to be named here. */
    private static final Set<String> COUNTS =
            Set.of("revision", "quantity", "version", "priceVersion", "tariffVersion", "place");

    private static final Set<Class<?>> SHOWN = Set.of(OrderEvent.class, CartEvent.class);

    static Stream<StoredSample<?, ?>> samples() {
        return StoredFamily.ALL.stream()
                .filter(family -> SHOWN.contains(family.events()))
                .flatMap(StoredFamily::samples);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noAmountIsABareNumber(StoredSample<?, ?> sample) throws IOException {
        JsonNode stored = sample.broughtUp();

        JsonNode shown = shown(sample, stored);

        assertShown("", stored, shown);
    }

    @Test
    void theAmountsOfAnOrderAreMoney() throws IOException {
        JsonNode shown = shownAs("order/OrderPlaced@1.json");

        assertThat(shown.at("/amounts/total")).isEqualTo(money("0.04"));
        assertThat(shown.at("/lines/0/unitPrice")).isEqualTo(money("0.04"));
        assertThat(shown.path("quotedTotal")).isEqualTo(money("0.04"));
        assertThat(shown.at("/lines/0/quantity").isInt()).isTrue();
        assertThat(shownAs("order/BillableAmountRejected@1.json").path("quoted"))
                .as("in the order's currency")
                .isEqualTo(StoredSample.stored(new Money("4", "JPY")));
        assertThat(shownAs("ecommerce/cart/PriceCalculated@1.json").at("/quote/lines/0/unitPrice"))
                .isEqualTo(money("0.04"));
    }

    private static JsonNode money(String amount) throws IOException {
        return StoredSample.stored(new Money(amount, "EUR"));
    }

    private static JsonNode shownAs(String file) throws IOException {
        StoredSample<?, ?> sample =
                samples().filter(kept -> kept.file().equals(file)).findFirst().orElseThrow();
        return shown(sample, sample.broughtUp());
    }

    private static JsonNode shown(StoredSample<?, ?> sample, JsonNode data) {
        ShownEvents<?> events = sample.family().events() == OrderEvent.class ? Orders.SHOWN_EVENTS : Carts.SHOWN_EVENTS;
        var event = new RecordedEvent(
                new StreamId("any", "1"),
                1,
                sample.name(),
                sample.version(),
                data,
                Instant.EPOCH,
                "cause",
                "chain",
                Initiator.SYSTEM);
        return events.of(event, "JPY", new CurrentUser("agnes", Set.of(Role.AGENT)))
                .data();
    }

    /** Everything stored is shown as it is, but an amount, which is money. */
    private static void assertShown(String path, JsonNode stored, JsonNode shown) {
        String name = path.replaceAll(".*/(?=\\D)|/\\d+$", "");
        if (stored.isIntegralNumber() && !COUNTS.contains(name)) {
            assertThat(shown.path("amount").isTextual())
                    .as(path + " is shown as " + shown)
                    .isTrue();
            assertThat(shown.path("currency").isTextual()).isTrue();
            return;
        }
        assertThat(shown.getNodeType()).as(path).isEqualTo(stored.getNodeType());
        assertThat(shown.size()).as(path).isEqualTo(stored.size());
        if (stored.isValueNode()) {
            assertThat(shown).as(path).isEqualTo(stored);
        }
        stored.properties()
                .forEach(field ->
                        assertShown(path + "/" + field.getKey(), field.getValue(), shown.path(field.getKey())));
        for (int n = 0; stored.isArray() && n < stored.size(); n++) {
            assertShown(path + "/" + n, stored.get(n), shown.get(n));
        }
    }
}
