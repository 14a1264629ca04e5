package dev.waybill.journey;

import static dev.waybill.journey.Shop.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each path of an order, from REST to its end. */
class OrderJourneyTest {

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open();
    }

    @Test
    void anOrderTravelsToTheCustomersDoor() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of("quotedTotal", money("119.00")));

        JsonNode order = shop.awaitStatus(id, "COMPLETED");

        assertThat(shop.eventTypes(id))
                .startsWith(
                        "OrderPlaced",
                        "BillableAmountCalculated",
                        "BillableAmountVerified",
                        "InvoicePrepared",
                        "PaymentAuthorized",
                        "StockReserved",
                        "PaymentCaptured",
                        "OrderShipped")
                .containsOnlyOnce("ParcelDelivered", "StockIssued") // in either order
                .endsWith("OrderCompleted")
                .hasSize(11);
        assertThat(order.at("/amounts/total/amount").asText()).isEqualTo("119.00");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("119.00");
        assertThat(order.at("/lines/0/shipped").asInt()).isEqualTo(1);
        JsonNode bill = shop.get("/api/bills/" + id).json();
        assertThat(bill.at("/invoices/0/total/amount").asText()).isEqualTo("119.00");
        assertThat(shop.get("/api/shipments?orderId=" + id)
                        .json()
                        .at("/0/status")
                        .asText())
                .isEqualTo("DELIVERED");
        assertThat(shop.get("/api/sandbox/payments?orderId=" + id).json().at("/0/captured"))
                .isEqualTo(Shop.JSON.valueToTree(Shop.money("119.00")));
        JsonNode position = shop.get("/api/orders/" + id + "/process").json();
        assertThat(position.path("activeActivityIds")).isEmpty();
        assertThat(position.path("completedActivityIds").toString()).contains("ReserveStock", "OrderCompleted");
        assertThat(shop.get("/api/processes/order-fulfillment.bpmn").body()).contains("ReserveStock");
    }

    @Test
    void anAmountThatIsOffByACentIsRejectedAndNothingIsCharged() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of("quotedTotal", money("118.99")));

        JsonNode order = shop.awaitStatus(id, "CANCELLED");

        assertThat(order.at("/cancellation/reason").asText()).isEqualTo("BillableAmountRejected");
        assertThat(shop.eventTypes(id)).contains("BillableAmountRejected").doesNotContain("PaymentAuthorized");
        assertThat(shop.get("/api/sandbox/payments?orderId=" + id).json()).isEmpty();
    }

    @Test
    void aDeclinedCardIsReplacedByAnother() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(id, "PAYMENT_DECLINED");
        assertThat(shop.get("/api/orders/" + id + "/process")
                        .json()
                        .path("activeActivityIds")
                        .toString())
                .contains("AwaitPaymentMethod");

        int status = shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"))
                .status();

        assertThat(status).isEqualTo(202);
        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(order.path("revision").asInt()).isEqualTo(2);
        assertThat(shop.eventTypes(id))
                .containsSubsequence("PaymentDeclined", "PaymentMethodChanged", "PaymentAuthorized");
        assertThat(shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void billingWaitsOutAnOutageOfTheProvider() {
        String id = shop.place(Map.of("LAMP", 1), "pm_sandbox_outage", Map.of());

        JsonNode order = shop.awaitStatus(id, "COMPLETED");

        assertThat(order.path("revision").asInt()).isEqualTo(1);
        assertThat(shop.get("/api/sandbox/payments?orderId=" + id).json()).hasSize(1);
    }

    @Test
    void aRefusedCaptureIsADeclineAndTheStockStaysReserved() {
        String id = shop.place(Map.of("LAMP", 2), "pm_sandbox_captureDeclined", Map.of());

        JsonNode declined = shop.awaitStatus(id, "PAYMENT_DECLINED");

        assertThat(declined.at("/lines/0/reserved").asInt()).isEqualTo(2);
        shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("238.00");
        assertThat(shop.get("/api/bills/" + id).json().path("invoices")).hasSize(1);
    }

    @Test
    void anotherCardMayBeChosenWhileTheOrderWaitsForStock() {
        String sku = "LATE-" + UUID.randomUUID();
        shop.sell(sku, "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");

        assertThat(shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_sandbox_outage"))
                        .status())
                .isEqualTo(202);
        shop.awaitStatus(id, "BACK_ORDERED");
        shop.receive(sku, 1);

        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("17.73");
        assertThat(shop.get("/api/sandbox/payments?orderId=" + id).json().findValuesAsText("status"))
                .containsExactlyInAnyOrder("CANCELLED", "CAPTURED");
    }

    @Test
    void invoiceNumbersHaveNoGaps() {
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(n -> shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of()))
                .toList();
        ids.forEach(id -> shop.awaitStatus(id, "COMPLETED"));

        var jdbc = shop.bean(org.springframework.jdbc.core.JdbcTemplate.class);

        assertThat(jdbc.queryForList(
                        "select data ->> 'number' from billing.event where type = 'InvoiceIssued' order by 1",
                        String.class))
                .isEqualTo(IntStream.rangeClosed(
                                1,
                                jdbc.queryForObject(
                                        "select last from billing.document_number where series = 'INV'", Integer.class))
                        .mapToObj("INV-%06d"::formatted)
                        .toList());
    }

    @Test
    void oneIdempotencyKeyIsOneOrder() {
        String key = UUID.randomUUID().toString();
        var body = Shop.order(Map.of("MUG", 1), "pm_card_visa", Map.of());

        List<Shop.Answer> answers = IntStream.range(0, 8)
                .mapToObj(n ->
                        CompletableFuture.supplyAsync(() -> shop.post("/api/orders", body, "Idempotency-Key", key)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .allMatch(answer -> answer.status() == 201)
                .extracting(Shop.Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(shop.post(
                                "/api/orders",
                                Shop.order(Map.of("MUG", 2), "pm_card_visa", Map.of()),
                                "Idempotency-Key",
                                key)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aRequestIsRecognisedByItsValues() {
        String key = UUID.randomUUID().toString();
        var body = Shop.order(Map.of("MUG", 1), "pm_card_visa", Map.of());
        body.put("attributes", new TreeMap<>(Map.of("a", "1", "b", "2")));
        Shop.Answer first = shop.post("/api/orders", body, "Idempotency-Key", key);
        assertThat(first.status()).as(first.body()).isEqualTo(201);

        body.put("attributes", new TreeMap<>(Map.of("a", "1", "b", "2")).descendingMap());
        body.put("reference", null);
        assertThat(shop.post("/api/orders", body, "Idempotency-Key", key).json())
                .isEqualTo(first.json());
        body.put("attributes", Map.of("a", "1"));
        assertThat(shop.post("/api/orders", body, "Idempotency-Key", key).status())
                .isEqualTo(422);
    }

    @Test
    void ordersAreFoundPageByPageNewestFirst() {
        String reference = UUID.randomUUID().toString();
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(n -> shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of("reference", reference)))
                .toList();

        JsonNode first = shop.get("/api/orders?limit=3&reference=" + reference).json();
        JsonNode second = shop.get("/api/orders?limit=3&reference=" + reference + "&after="
                        + first.path("next").asText())
                .json();

        assertThat(first.path("items").findValuesAsText("orderId"))
                .isEqualTo(ids.reversed().subList(0, 3));
        assertThat(second.path("items").findValuesAsText("orderId"))
                .isEqualTo(ids.reversed().subList(3, 5));
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void anOrderIsShownAsItWasAtAVersionOrAnInstant() {
        String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "COMPLETED");
        JsonNode reserved = shop.get("/api/orders/" + id + "/events").json().get(5);

        assertThat(shop.get("/api/orders/" + id + "?asOf=1")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("PLACED");
        assertThat(shop.get("/api/orders/" + id + "?asOf="
                                + reserved.path("occurredAt").asText())
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("RESERVED");
        assertThat(shop.get("/api/orders/" + id + "?asOf=2000-01-01T00:00:00Z").status())
                .isEqualTo(404);
        assertThat(shop.get("/api/orders/" + id + "?asOf=yesterday").status()).isEqualTo(400);
    }

    @Test
    void namesAndStreetsAreNowhereReadableInTheDatabase() {
        String id = shop.place(
                Map.of("MUG", 1),
                "pm_card_visa",
                Map.of(
                        "shipTo",
                        Map.of(
                                "name", "Zerlina Quux",
                                "street", "Nightingale Alley 7",
                                "city", "Berlin",
                                "postalCode", "10115",
                                "country", "DE")));
        shop.awaitStatus(id, "COMPLETED");
        var jdbc = shop.bean(org.springframework.jdbc.core.JdbcTemplate.class);

        for (String schema : List.of("orders", "shipping")) {
            assertThat(jdbc.queryForObject(
                            "select count(*) from " + schema + ".event where data::text like '%$personal%'",
                            Long.class))
                    .isPositive();
            assertThat(jdbc.queryForObject(
                            "select count(*) from " + schema + ".event where data::text ~ 'Zerlina|Nightingale'",
                            Long.class))
                    .isZero();
        }
        assertThat(shop.orderOf(id).at("/shipTo/name").asText()).isEqualTo("Zerlina Quux");
    }
}
