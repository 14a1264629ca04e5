package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who has done what to an order, and by which way, is recorded; agents and operators see it, customers do not. */
@Order(3)
class ActorsJourneyTest {

    private static Shop shop;
    private static Initiators stored;

    @BeforeAll
    static void open() {
        List<String> settings = new ArrayList<>(List.of("--waybill.order.payment-patience=2s"));
        Map.of("ada", "customer", "agnes", "agent", "olga", "operator").forEach((name, role) -> {
            settings.add("--waybill.security.users." + name + ".password={noop}secret");
            settings.add("--waybill.security.users." + name + ".roles=" + role);
        });
        shop = Shop.openWith(settings);
        stored = new Initiators(shop);
    }

    private static Shop.Answer postAs(String login, String path, Object body) throws Exception {
        return Shop.send(shop.requestAs(login, path).POST(BodyPublishers.ofString(Shop.JSON.writeValueAsString(body))));
    }

    private static String placeAs(String login, String sku, String method, String customer) throws Exception {
        var order = Shop.order(Map.of(sku, 1), method, Map.of("customerId", customer));
        Shop.Answer answer = postAs(login, "/api/orders", order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("orderId").asText();
    }

    private static String backOrder(String customer) throws Exception {
        String id = placeAs(
                "ada".equals(customer) ? "ada" : "agnes", shop.sellNew("LATE", "10.00", 0), "pm_card_visa", customer);
        shop.awaitStatus(id, "BACK_ORDERED");
        return id;
    }

    /** The events that a login is shown: each with its actor, or - for none, and the way. */
    private static List<String> shownTo(String login, String path) {
        List<String> events = new ArrayList<>();
        for (JsonNode event : Shop.send(shop.requestAs(login, path + "/events")).json()) {
            events.add(line(event));
        }
        return events;
    }

    private static String line(JsonNode event) {
        return "%s %s %s"
                .formatted(
                        event.path("type").asText(),
                        event.path("actor").asText("-"),
                        event.path("via").asText("-"));
    }

    @Test
    void theUsersWhoPlacedAndCancelledAreShownToStaffAlone() throws Exception {
        String id = backOrder("ada");
        Visitor agnes = Visitor.loggedIn(shop.url(), "agnes", "secret");
        agnes.get("/orders/" + id);

        assertThat(agnes.post("/api/orders/" + id + "/cancellation", "{\"reason\": \"ada has called\"}")
                        .statusCode())
                .isEqualTo(202);

        shop.awaitStatus(id, "CANCELLED");
        assertThat(shownTo("agnes", "/api/orders/" + id))
                .isEqualTo(shownTo("olga", "/api/orders/" + id))
                .contains(
                        "OrderPlaced ada REST",
                        "InvoicePrepared - SYSTEM",
                        "PaymentAuthorized - SYSTEM",
                        "StockBackOrdered - SYSTEM",
                        "CancellationRequested agnes DESK",
                        "PaymentReleased - SYSTEM",
                        "StockReleased - SYSTEM",
                        "OrderCancelled - SYSTEM")
                .doesNotContain("- -");
        assertThat(shownTo("ada", "/api/orders/" + id)).allMatch(event -> event.endsWith(" - -"));
        String stream = "/api/orders/" + id + "/stream";
        try (var adas = LiveStream.open(shop.requestAs("ada", stream).header("Last-Event-ID", "0"));
                var olgas = LiveStream.open(shop.requestAs("olga", stream).header("Last-Event-ID", "0"))) {
            Awaitility.await()
                    .until(() -> adas.types().contains("OrderCancelled")
                            && olgas.types().contains("OrderCancelled"));
            assertThat(adas.events().stream().map(event -> line(event.data())))
                    .allMatch(event -> event.endsWith(" - -"));
            assertThat(olgas.events().stream().map(event -> line(event.data())))
                    .isEqualTo(shownTo("olga", "/api/orders/" + id));
        }
    }

    @Test
    void whatServicesDoOnACommandIsAttributedToItsInitiator() throws Exception {
        String id = backOrder("ada");
        postAs("agnes", "/api/orders/" + id + "/cancellation", Map.of("reason", "ada has called"));
        shop.awaitStatus(id, "CANCELLED");

        assertThat(stored.of("billing", "bill/" + id))
                .containsSubsequence("InvoicePrepared ada REST", "AuthorizationRequested - SYSTEM")
                .containsSubsequence(
                        "ReleaseRequested agnes REST", "PaymentVoided agnes REST", "PaymentReleased agnes REST");
        assertThat(stored.of("inventory", "reservation/" + id))
                .last()
                .asString()
                .endsWith(" agnes REST");
    }

    @Test
    void aTimerIsNoPersonsDoing() throws Exception {
        String id = placeAs("ada", "MUG", "pm_card_chargeDeclined", "ada");

        shop.awaitStatus(id, "CANCELLED");

        assertThat(shownTo("agnes", "/api/orders/" + id))
                .containsSubsequence(
                        "OrderPlaced ada REST", "PaymentDeclined - SYSTEM", "CancellationRequested - TIMER");
        assertThat(stored.of("billing", "bill/" + id)).contains("ReleaseRequested - TIMER");
    }

    @Test
    void aCheckedOutCartIsAnOrderOfTheSameLogin() throws Exception {
        String cart =
                postAs("ada", "/api/carts", Map.of()).json().path("cartId").asText();
        postAs("ada", "/api/carts/" + cart + "/items", Map.of("sku", "MUG", "quantity", 1));
        var checkout = Shop.order(Map.of(), "pm_card_visa", Map.of());
        checkout.remove("items");

        String id = postAs("ada", "/api/carts/" + cart + "/checkout", checkout)
                .json()
                .path("orderId")
                .asText();

        Awaitility.await().until(() -> shop.get("/api/orders/" + id).status() == 200);
        assertThat(shownTo("agnes", "/api/orders/" + id)).first().isEqualTo("OrderPlaced ada REST");
        assertThat(shownTo("agnes", "/api/carts/" + cart)).isNotEmpty().allMatch(event -> event.endsWith(" ada REST"));
        assertThat(shownTo("ada", "/api/carts/" + cart)).isNotEmpty().allMatch(event -> event.endsWith(" - -"));
    }

    @Test
    void theOrdersOfAnErasedCustomerAreCancelledByTheUserWhoErasedThem() throws Exception {
        String customer = "carl-" + UUID.randomUUID();
        String id = backOrder(customer);

        assertThat(postAs("agnes", "/api/erasures", Map.of("customerId", customer))
                        .status())
                .isEqualTo(202);

        shop.awaitStatus(id, "CANCELLED");
        assertThat(shownTo("olga", "/api/orders/" + id)).contains("CancellationRequested agnes REST");
    }

    @Test
    void ofWhatAnEarlierReleaseHasStoredNothingIsShown() throws Exception {
        String id = backOrder("ada");

        stored.forget("orders", "order/" + id);

        assertThat(Shop.send(shop.requestAs("olga", "/api/orders/" + id + "/events"))
                        .body())
                .doesNotContain("\"actor\"")
                .doesNotContain("\"via\"");
    }
}
