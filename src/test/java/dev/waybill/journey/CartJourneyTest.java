package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.ecommerce.Carts;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.journey.Shop.Answer;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shop's side over HTTP: from the first item in the cart to the order's completion. */
class CartJourneyTest {

    private final Shop shop = Shop.open();

    private String newCart() {
        Answer answer = shop.post("/api/carts", "");
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("cartId").asText();
    }

    private Answer add(String cart, String sku, int quantity) {
        return shop.post("/api/carts/" + cart + "/items", Map.of("sku", sku, "quantity", quantity));
    }

    private Answer enter(String cart, String code) {
        return shop.put("/api/carts/" + cart + "/discount-code", Map.of("code", code));
    }

    private Answer checkOut(String cart, String country) {
        var order = new HashMap<>(Shop.order(Map.of(), "pm_card_visa", Map.of("reference", "cart-" + cart)));
        order.remove("items");
        order.put(
                "shipTo",
                Map.of(
                        "name", "Ada Lovelace",
                        "street", "Main Street 1",
                        "city", "Berlin",
                        "postalCode", "10115",
                        "country", country));
        return shop.post("/api/carts/" + cart + "/checkout", order);
    }

    private JsonNode cart(String id) {
        return shop.get("/api/carts/" + id).json();
    }

    private void awaitTold(String cart, String status) {
        Awaitility.await().until(() -> cart(cart).at("/order/status").asText().equals(status));
    }

    private String code(int percent) {
        String code = "CODE-" + UUID.randomUUID();
        assertThat(shop.put("/api/discount-codes/" + code, Map.of("percentOff", percent))
                        .status())
                .isEqualTo(200);
        return code;
    }

    private static String total(JsonNode amounts) {
        return amounts.at("/total/amount").asText();
    }

    @Test
    void theCartsStoryToTheCent() {
        String code = code(10);
        String cart = newCart();
        assertThat(total(cart(cart).path("amounts"))).isEqualTo("0.00");
        assertThat(total(add(cart, "MUG", 1).json().path("amounts"))).isEqualTo("21.18");
        assertThat(total(enter(cart, code).json().path("amounts"))).isEqualTo("19.65");
        assertThat(total(add(cart, "LAMP", 1).json().path("amounts"))).isEqualTo("120.92");

        Answer answer = checkOut(cart, "DE");
        assertThat(answer.status()).isEqualTo(202);
        String orderId = answer.json().path("orderId").asText();
        assertThat(checkOut(cart, "AT").json().path("orderId").asText())
                .as("checking out twice is one order")
                .isEqualTo(orderId);

        awaitTold(cart, "COMPLETED");
        JsonNode order = shop.awaitStatus(orderId, "COMPLETED");
        assertThat(order.path("amounts")).isEqualTo(cart(cart).path("amounts"));
        assertThat(total(order.path("amounts"))).isEqualTo("120.92");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("120.92");
        assertThat(order.path("reference").asText()).isEqualTo("cart-" + cart);
        assertThat(shop.get("/api/carts/" + cart + "/events").json().findValuesAsText("type"))
                .containsExactly(
                        "ItemAdded",
                        "PriceCalculated",
                        "DiscountCodeEntered",
                        "PriceCalculated",
                        "ItemAdded",
                        "PriceCalculated",
                        "CheckedOut");
        Awaitility.await()
                .until(() -> shop.get("/api/desk/orders/" + orderId)
                        .json()
                        .path("cartId")
                        .asText()
                        .equals(cart));
        assertThat(shop.get("/api/desk/orders/" + orderId)
                        .json()
                        .path("timeline")
                        .findValuesAsText("type"))
                .startsWith("CheckedOut");
        assertThat(add(cart, "MUG", 1).status()).isEqualTo(409);
        assertThat(enter(cart, code).status()).isEqualTo(409);
        assertThat(remove(cart, "MUG").status()).isEqualTo(409);
    }

    @Test
    void aPriceThatChangedUnseenIsShownBeforeItIsAccepted() {
        String sku = shop.sellNew("CHANGING", "10.00", 10);
        String cart = newCart();
        add(cart, sku, 2);
        shop.put("/api/products/" + sku, Map.of("name", sku, "price", Shop.money("12.00")));

        Answer refused = checkOut(cart, "DE");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).endsWith("price-changed");
        assertThat(total(refused.json().path("amounts"))).isEqualTo("34.39");
        assertThat(total(cart(cart).path("amounts"))).isEqualTo("34.39");
        assertThat(total(shop.get("/api/carts/" + cart + "?asOf=2").json().path("amounts")))
                .isEqualTo("29.63");

        Answer accepted = checkOut(cart, "DE");
        assertThat(accepted.status()).isEqualTo(202);
        shop.put("/api/products/" + sku, Map.of("name", sku, "price", Shop.money("99.00")));
        String orderId = accepted.json().path("orderId").asText();
        awaitTold(cart, "COMPLETED");
        assertThat(total(shop.orderOf(orderId).path("amounts"))).isEqualTo("34.39");
    }

    @Test
    void theCartShowsWhatTheShopWasTold() {
        String sku = shop.sellNew("LATE", "10.00", 0);
        String cart = newCart();
        add(cart, sku, 1);
        assertThat(cart(cart).has("order")).isFalse();
        assertThat(checkOut(cart, "AT").status()).isEqualTo(202);
        awaitTold(cart, "BACK_ORDERED");
        assertThat(total(cart(cart).path("amounts"))).as("with Austria's VAT").isEqualTo("17.88");
        shop.receive(sku, 1);
        awaitTold(cart, "COMPLETED");
    }

    @Test
    void aNewCartTakesNoFields() {
        assertProblem(shop.post("/api/carts", Map.of("customerId", "ada")), 400, "no fields");
        assertProblem(shop.post("/api/carts", "[]"), 400, "no fields");
        assertThat(shop.post("/api/carts", Map.of()).status()).isEqualTo(201);
        assertThat(shop.post("/api/carts", " ").status()).isEqualTo(201);
        assertThat(Shop.send(shop.request("/api/carts")
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(201);
    }

    @Tag(Shop.ONE_JVM)
    @Test
    void aFullCartIsPricedInAsManyStatementsAsASmallOne() {
        List<String> skus = IntStream.range(0, 20)
                .mapToObj(n -> "MANY-" + n + "-" + UUID.randomUUID())
                .toList();
        skus.forEach(sku -> shop.put("/api/products/" + sku, Map.of("name", sku, "price", Shop.money("1.00"))));
        String small = newCart();
        add(small, skus.getFirst(), 1);
        String full = newCart();
        skus.forEach(sku -> add(full, sku, 1));

        assertThat(cart(full).path("lines")).hasSize(20);
        assertThat(statementsToPrice(full)).isEqualTo(statementsToPrice(small));
    }

    private long statementsToPrice(String id) {
        Carts carts = shop.bean(Carts.class);
        Cart cart = carts.get(id);
        long before = CountedDataSource.statementsOfThisThread();
        carts.pricesFor(cart, null, null);
        return CountedDataSource.statementsOfThisThread() - before;
    }

    private Answer remove(String cart, String sku) {
        return Shop.send(shop.request("/api/carts/" + cart + "/items/" + sku).DELETE());
    }

    @Test
    void whatCannotBeSaysWhyAndChangesNothing() {
        String cart = newCart();
        add(cart, "MUG", 1);
        String expired = "GONE-" + UUID.randomUUID();
        shop.put("/api/discount-codes/" + expired, Map.of("percentOff", 10, "validUntil", "2020-01-01T00:00:00Z"));

        assertProblem(add(cart, "NO-SUCH", 1), 422, "unknown-sku");
        assertProblem(add(cart, "MUG", 9_999), 422, "too-many-pieces");
        assertProblem(add(cart, "MUG", 0), 400, "1 and 9999");
        assertProblem(enter(cart, "NO-SUCH"), 422, "unknown-discount-code");
        assertProblem(enter(cart, expired), 422, "expired-discount-code");
        assertProblem(remove(cart, "LAMP"), 404, "LAMP");
        assertProblem(checkOut(newCart(), "DE"), 422, "empty-cart");
        assertProblem(checkOut(cart, "Germany"), 400, "country");
        assertProblem(add(UUID.randomUUID().toString(), "MUG", 1), 404, "cart");
        assertProblem(shop.get("/api/carts/" + cart + "?asOf=yesterday"), 400, "asOf");
        assertProblem(shop.get("/api/carts/" + cart + "?asOf=2020-01-01T00:00:00Z"), 404, "as of");
        assertThat(cart(cart).path("version").asInt()).isEqualTo(2);
    }

    private static void assertProblem(Answer answer, int status, String word) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.body()).contains(word);
    }
}
