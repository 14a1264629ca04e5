package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** A checkout on its way to order: requested at the same instant, published again, out of order or too early. */
class CheckoutJourneyTest {

    private final Shop shop = Shop.open();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);

    @Test
    void checkingOutAtTheSameInstantIsOneOrder() {
        String sku = shop.sellNew("ONCE", "10.00", 10);
        String cart = shop.cartWith(sku, 1);

        List<Shop.Answer> answers = Shop.atOnce(8, n -> shop.checkOut(cart));

        assertThat(answers).extracting(Shop.Answer::status).containsOnly(202);
        assertThat(answers.stream()
                        .map(answer -> answer.json().path("orderId").asText())
                        .distinct())
                .hasSize(1);
        shop.awaitOrderStatus(cart, "COMPLETED");
        assertThat(shop.stockOf(sku).path("shipped").asInt()).isEqualTo(1);
    }

    @Test
    void whatACheckoutLeadsToBelongsToTheTraceOfItsRequest() throws Exception {
        String cart = shop.cartWith("MUG", 1);
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        try (var tap = MessageTap.on(shop)) {
            String orderId = shop.checkOut(cart, "traceparent", trace)
                    .json()
                    .path("orderId")
                    .asText();
            tap.await("InvoicePrepared", orderId);

            assertThat(tap.crossed())
                    .filteredOn(message -> List.of("CheckedOut", "OrderPlaced", "PrepareInvoice", "InvoicePrepared")
                            .contains(message.name()))
                    .filteredOn(message -> message.isAbout(cart) || message.isAbout(orderId))
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(message -> assertThat(
                                    message.envelope().path("traceparent").asText())
                            .as(message.name())
                            .isEqualTo(trace));
        }
    }

    /** With a new id and out of any order, so that it is not recognised as a message that was handled before. */
    @Test
    void aCheckoutThatIsPublishedAgainChangesNothing() {
        String cart = shop.cartWith("MUG", 1);
        String orderId = shop.checkOut(cart).json().path("orderId").asText();
        shop.awaitOrderStatus(cart, "COMPLETED");
        JsonNode order = shop.orderOf(orderId);

        String message = publish("order", null, cart, orderId, 1);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !jdbc.queryForList(
                                "select message_id from orders.inbox where message_id = ?", String.class, message)
                        .isEmpty());
        assertThat(shop.orderOf(orderId)).isEqualTo(order);
        assertThat(shop.get("/api/orders/" + orderId + "/process").json().path("activeActivityIds"))
                .isEmpty();
    }

    /** Messages are counted by their subject: the product's would take the cart's place, and the order's the answers'. */
    @Test
    void noProductIsNamedLikeACartOrAnOrder() {
        String cart = shop.cartWith("MUG", 1);
        Shop.Answer product = shop.put("/api/products/" + cart, Map.of("name", "P", "price", Shop.money("1.00")));
        assertThat(product.status()).as(product.body()).isEqualTo(422);
        assertThat(product.json().path("type").asText()).isEqualTo("urn:waybill:problem:sku-is-a-cart");
        String orderId = shop.checkOut(cart).json().path("orderId").asText();
        shop.awaitOrderStatus(cart, "COMPLETED");
        Shop.Answer receipt =
                shop.post("/api/stock/" + orderId + "/receipts", Map.of("quantity", 1, "reference", "r-" + orderId));
        assertThat(receipt.status()).as(receipt.body()).isEqualTo(422);
        assertThat(receipt.json().path("type").asText()).isEqualTo("urn:waybill:problem:sku-is-an-order");
    }

    @Test
    void checkoutsThatComeLateTwiceAndInAnyOrderAreOneOrderEachAndItsNewsIsPublished() throws Exception {
        String sku = shop.sellNew("SHUFFLED", "10.00", 10);

        try (var roads = DisturbedRoads.of(shop, new Random())) {
            List<String> carts =
                    IntStream.range(0, 10).mapToObj(n -> shop.cartWith(sku, 1)).toList();
            carts.forEach(cart -> assertThat(shop.checkOut(cart).status()).isEqualTo(202));

            carts.forEach(cart -> shop.awaitOrderStatus(cart, "COMPLETED"));
            assertThat(roads.repeated()).isPositive();
        }
        assertThat(shop.stockOf(sku).path("shipped").asInt()).isEqualTo(10);
    }

    @Test
    void anOrderWhosePricesOrderDoesNotKnowYetIsNotChangedAndTheAnswerNamesTheReason() {
        String orderId = UUID.randomUUID().toString();
        publish("order", null, UUID.randomUUID().toString(), orderId, 999_999);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shop.get("/api/orders/" + orderId).status() == 200);

        Shop.Answer refused = shop.changeLines(orderId, Map.of("MUG", 2));

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().path("type").asText()).isEqualTo("urn:waybill:problem:price-list-unknown");
        shop.cancel(orderId);
        shop.awaitStatus(orderId, "CANCELLED");
    }

    @Test
    void anAddressThatBillingReceivesIsNotReadableThereWhileItsMessageIsHeldBack() {
        String cart = UUID.randomUUID().toString();
        String message = publish("billing", 2L, cart, UUID.randomUUID().toString(), 1);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !kept(message).isEmpty());
        assertThat(kept(message).getFirst()).contains("$personal").doesNotContain("Secret Street");

        publish("billing", 1L, cart, UUID.randomUUID().toString(), 1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> kept(message).isEmpty());
    }

    private List<String> kept(String message) {
        return jdbc.queryForList("select body from billing.kept_message where message_id = ?", String.class, message);
    }

    /** Publishes a checkout to one context alone; returns the message's id. */
    private String publish(String context, @Nullable Long sequence, String cart, String orderId, long tariffVersion) {
        String id = UUID.randomUUID().toString();
        shop.bean(RabbitTemplate.class).convertAndSend("", context + ".hears.ecommerce.events", """
                {"specversion": "1.0", "id": "%s", "source": "ecommerce", "type": "CheckedOut", "subject": "%s",
                 "time": "2026-01-31T12:00:00Z", %s "data": {"cartId": "%s", "orderId": "%s", "customerId": "eve",
                 "lines": [{"sku": "MUG", "quantity": 1, "unitPrice": {"amount": "12.90", "currency": "EUR"},
                 "priceVersion": 1}], "tariffVersion": %d,
                 "goods": {"amount": "12.90", "currency": "EUR"}, "discount": {"amount": "0.00", "currency": "EUR"},
                 "shipping": {"amount": "4.90", "currency": "EUR"}, "tax": {"amount": "3.38", "currency": "EUR"},
                 "total": {"amount": "21.18", "currency": "EUR"},
                 "shipTo": {"name": "Eve", "street": "Secret Street", "city": "C", "postalCode": "1", "country": "DE"},
                 "paymentMethod": "pm_card_visa", "attributes": {}, "checkedOutAt": "2026-01-31T12:00:00Z"}}
                """.formatted(
                id, cart, sequence == null ? "" : "\"sequence\": " + sequence + ",", cart, orderId, tariffVersion));
        return id;
    }
}
