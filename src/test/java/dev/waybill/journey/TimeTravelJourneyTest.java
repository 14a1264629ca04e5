package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.journey.Shop.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders and carts as they were. */
class TimeTravelJourneyTest {

    private final Shop shop = Shop.open();

    private Answer cartAsOf(String cart, Object then) {
        return shop.get("/api/carts/" + cart + "?asOf=" + then);
    }

    @Test
    void aCartShowsTheStatusOfItsOrderThatTheShopKnewThen() {
        String sku = shop.sellNew("THEN", "10.00", 0);
        String cart = shop.cartWith(sku, 1);
        Instant open = Instant.now();
        assertThat(shop.checkOut(cart).status()).isEqualTo(202);
        shop.awaitOrderStatus(cart, "BACK_ORDERED");
        Instant waiting = Instant.now();
        shop.receive(sku, 1);
        JsonNode now = shop.awaitOrderStatus(cart, "COMPLETED");

        JsonNode then = cartAsOf(cart, waiting).json();
        assertThat(then.at("/order/status").asText()).isEqualTo("BACK_ORDERED");
        assertThat(then.at("/order/orderId")).isEqualTo(now.at("/order/orderId"));
        assertThat(cartAsOf(cart, open).json().has("order")).isFalse();
        assertThat(cartAsOf(cart, Instant.now()).json()).isEqualTo(now);
        assertThat(cartAsOf(cart, checkedOutAt(cart)).json().at("/order/status").asText())
                .isEqualTo("REQUESTED");
        assertThat(cartAsOf(cart, 2).json().has("order")).isFalse();
        assertThat(cartAsOf(cart, 3).json()).isEqualTo(now);
    }

    private String checkedOutAt(String cart) {
        return shop.get("/api/carts/" + cart + "/events")
                .json()
                .get(2)
                .path("occurredAt")
                .asText();
    }

    @Test
    void aVersionThatIsNotReachedIsNotThereAndTheRangeIsNamed() {
        String cart = shop.cartWith("MUG", 1);
        String order = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        int last = shop.awaitStatus(order, "COMPLETED").path("version").asInt();

        assertNotThere(cartAsOf(cart, 3), "has the versions 0 to 2");
        assertThat(cartAsOf(cart, 2).json().path("version").asInt()).isEqualTo(2);
        assertNotThere(orderAsOf(order, last + 1), "has the versions 1 to " + last);
        assertNotThere(orderAsOf(order, 0), "has the versions 1 to " + last);
        assertThat(orderAsOf(order, last).json()).isEqualTo(shop.orderOf(order));
    }

    @Test
    void aNewCartHasItsEmptyBeginningToLookBackTo() {
        Instant before = Instant.now();
        String cart = shop.post("/api/carts", "").json().path("cartId").asText();
        Instant opened = Instant.now();
        JsonNode empty = shop.get("/api/carts/" + cart).json();

        assertThat(cartAsOf(cart, 0).json()).isEqualTo(empty);
        shop.post("/api/carts/" + cart + "/items", Map.of("sku", "MUG", "quantity", 1));

        assertThat(empty.path("version").asInt()).isZero();
        assertThat(cartAsOf(cart, 0).json()).isEqualTo(empty);
        assertThat(cartAsOf(cart, opened).json()).isEqualTo(empty);
        assertNotThere(cartAsOf(cart, before), "as of " + before);
    }

    @Test
    void theProcessIsWhereTheEventsOfThatTimeLead() {
        String order = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(order, "COMPLETED");
        assertPast(
                order,
                Map.of(
                        "OrderPlaced", "PrepareInvoice",
                        "PaymentAuthorized", "ReserveStock",
                        "StockReserved", "CapturePayment",
                        "PaymentCaptured", "ShipOrder",
                        "OrderShipped", "DeliverParcel IssueStock",
                        "OrderCompleted", ""));
        assertThat(processOf(order, "")
                        .path("spentMillis")
                        .path("AuthorizePayment")
                        .asLong())
                .isPositive();

        String cancelled = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(cancelled, "PAYMENT_DECLINED");
        shop.cancel(cancelled);
        shop.awaitStatus(cancelled, "CANCELLED");
        assertPast(
                cancelled,
                Map.of(
                        "PaymentDeclined", "AwaitPaymentMethod",
                        "CancellationRequested", "ReleasePayment ReleaseStock",
                        "OrderCancelled", ""));
    }

    /** Also: each activity that is shown as completed is in the model, and the process has really passed it in the end. */
    private void assertPast(String order, Map<String, String> waitsAfter) {
        String model = shop.get("/api/processes/order-fulfillment.bpmn").body();
        List<String> passed = texts(processOf(order, "").path("completedActivityIds"));
        List<String> events = shop.eventTypes(order);
        waitsAfter.forEach((event, places) -> {
            int version = events.lastIndexOf(event) + 1;
            JsonNode then = processOf(order, "?asOf=" + version);
            assertThat(String.join(" ", texts(then.path("activeActivityIds"))))
                    .as("after %s, version %d of %s", event, version, events)
                    .isEqualTo(places);
            assertThat(texts(then.path("completedActivityIds")))
                    .isSubsetOf(passed)
                    .allSatisfy(activity -> assertThat(model).contains("id=\"" + activity + "\""));
        });
    }

    private JsonNode processOf(String order, String asOf) {
        return shop.get("/api/orders/" + order + "/process" + asOf).json();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private Answer orderAsOf(String order, int version) {
        return shop.get("/api/orders/" + order + "?asOf=" + version);
    }

    private static void assertNotThere(Answer answer, String why) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText()).contains(why);
    }
}
