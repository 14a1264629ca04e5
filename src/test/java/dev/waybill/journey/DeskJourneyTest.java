package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the desk shows, derived from published events alone. */
class DeskJourneyTest {

    private final Shop shop = Shop.open();

    private JsonNode deskOrder(String id) {
        return shop.get("/api/desk/orders/" + id).json();
    }

    private JsonNode awaitDesk(String id, String status) {
        Awaitility.await().until(() -> deskOrder(id).path("status").asText().equals(status));
        return deskOrder(id);
    }

    @Test
    void oneTimelineJoinsTheMessagesOfAllContextsWithTheirCauses() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of("reference", "desk-1"));
        shop.awaitStatus(id, "COMPLETED");
        Awaitility.await()
                .until(() -> deskOrder(id).at("/shipment/deliveredAt").isTextual()
                        && deskOrder(id).path("status").asText().equals("COMPLETED")
                        && deskOrder(id).at("/payment/invoice").isTextual()
                        && !deskOrder(id).at("/stock/issued").isEmpty());

        JsonNode order = deskOrder(id);
        assertThat(order.at("/total/amount").asText()).isEqualTo("119.00");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("119.00");
        assertThat(order.at("/payment/invoice").asText()).isNotEmpty();
        assertThat(order.path("waitsFor").isMissingNode()).isTrue();
        JsonNode timeline = order.path("timeline");
        assertThat(Set.copyOf(timeline.findValuesAsText("context")))
                .containsExactlyInAnyOrder("order", "billing", "inventory", "shipping");
        assertThat(timeline.findValuesAsText("type"))
                .doesNotHaveDuplicates()
                .contains("OrderPlaced", "InvoicePrepared", "StockReserved", "InvoiceIssued", "ShipmentDelivered");
        assertThat(timeline.get(0).at("/data/shipTo/name").asText()).isEqualTo("Ada Lovelace");
        assertThat(timeline.findValuesAsText("causationId")).allMatch(cause -> !cause.isEmpty());
        assertThat(Set.copyOf(timeline.findValuesAsText("correlationId"))).containsExactly(id);
    }

    @Test
    void ordersThatDoNotMoveAreListedWithTheirReasonAndDeadline() {
        String sku = shop.sellNew("DESK", "10.00", 0);
        String first = shop.place(Map.of(sku, 2), "pm_card_visa", Map.of());
        shop.awaitStatus(first, "BACK_ORDERED");
        String second = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        String declined = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        awaitDesk(first, "BACK_ORDERED");
        awaitDesk(second, "BACK_ORDERED");
        awaitDesk(declined, "PAYMENT_DECLINED");
        Awaitility.await()
                .until(() -> deskOrder(first).hasNonNull("until")
                        && deskOrder(declined).hasNonNull("until"));

        assertThat(deskOrder(declined).path("waitsFor").asText()).contains("payment method");
        assertThat(shop.get("/api/desk/standing?longerThan=PT0S&limit=200")
                        .json()
                        .findValuesAsText("orderId"))
                .contains(first, second, declined);
        assertThat(shop.get("/api/desk/standing?longerThan=P30D").json()).isEmpty();
        JsonNode stock = shop.get("/api/desk/stock/" + sku).json();
        assertThat(stock.path("backOrdered").asInt()).isEqualTo(3);
        assertThat(stock.path("queue").findValuesAsText("orderId")).containsExactly(first, second);

        shop.receive(sku, 5);
        awaitDesk(first, "COMPLETED");
        awaitDesk(second, "COMPLETED");
        Awaitility.await()
                .until(() -> shop.get("/api/desk/stock/" + sku)
                                .json()
                                .path("shipped")
                                .asInt()
                        == 3);
        assertThat(without(shop.get("/api/desk/stock/" + sku).json(), "queue", "name"))
                .isEqualTo(without(shop.stockOf(sku)));
        shop.cancel(declined);
        awaitDesk(declined, "CANCELLED");
    }

    private static JsonNode without(JsonNode stock, String... fields) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) stock).without(List.of(fields));
    }

    @Test
    void ordersAreFoundByTheirContentsAndPagedNewestFirst() {
        String sku = shop.sellNew("FOUND", "10.00", 10);
        List<String> ids = java.util.stream.IntStream.range(0, 5)
                .mapToObj(n -> shop.place(Map.of(sku, 1), "pm_card_visa", Map.of("reference", "found-" + n)))
                .toList();
        ids.forEach(id -> awaitDesk(id, "COMPLETED"));

        JsonNode page = shop.get("/api/desk/orders?limit=3&sku=" + sku).json();
        JsonNode rest = shop.get("/api/desk/orders?limit=3&sku=" + sku + "&after="
                        + page.path("next").asText())
                .json();
        List<String> found = new java.util.ArrayList<>(page.path("items").findValuesAsText("orderId"));
        found.addAll(rest.path("items").findValuesAsText("orderId"));
        assertThat(found).isEqualTo(ids.reversed());
        assertThat(rest.has("next")).isFalse();
        assertThat(shop.get("/api/orders?sku=" + sku).json().path("items").findValuesAsText("orderId"))
                .isEqualTo(ids.reversed());
        assertThat(shop.get("/api/desk/orders?after=x").status()).isEqualTo(400);
        assertThat(shop.get("/api/desk/orders?status=COMPLETED&sku=" + sku)
                        .json()
                        .path("items"))
                .hasSize(5);
        assertThat(shop.get("/api/desk/orders?status=PLACED&sku=" + sku).json().path("items"))
                .isEmpty();
    }

    @Test
    void aRebuiltViewIsTheSame() {
        shop.awaitStatus(shop.place(Map.of("MUG", 2), "pm_card_visa", Map.of()), "COMPLETED");
        assertRebuildIsTheSame("desk", "desk");
        assertRebuildIsTheSame("order", "order-search");
        JsonNode counts = shop.get("/api/desk/statuses").json();
        assertThat(counts.path("COMPLETED").asLong())
                .isEqualTo(shop.bean(org.springframework.jdbc.core.JdbcTemplate.class)
                        .queryForObject("select count(*) from desk.order_desk where status = 'COMPLETED'", Long.class));
        assertThat(shop.post(Shop.own("desk", "/api/projections/desk/none/rebuild"), "")
                        .status())
                .isEqualTo(404);
        assertThat(shop.get(Shop.own("desk", "/actuator/prometheus")).body())
                .contains("waybill_projection_lag_seconds");
    }

    private void assertRebuildIsTheSame(String context, String name) {
        String path = Shop.own(context, "/api/projections");
        assertThat(shop.post(path + "/" + context + "/" + name + "/rebuild", "").status())
                .isEqualTo(202);
        Awaitility.await()
                .untilAsserted(() -> assertThat(shop.get(path).json()).anySatisfy(projection -> {
                    assertThat(projection.path("context").asText()).isEqualTo(context);
                    assertThat(projection.path("name").asText()).isEqualTo(name);
                    assertThat(projection.findValuesAsText("differences")).containsExactly("0");
                }));
    }
}
