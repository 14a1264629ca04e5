package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.ecommerce.application.CartPrices;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.journey.Shop.Answer;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private Answer setCountry(String cart, String country) {
        return shop.put("/api/carts/" + cart + "/country", Map.of("country", country));
    }

    private Answer checkOut(String cart, String country) {
        return checkOut(cart, country, Map.of());
    }

    private Answer checkOut(String cart, String country, Map<String, Object> more) {
        var order = new HashMap<>(Shop.order(Map.of(), "pm_card_visa", Map.of("reference", "cart-" + cart)));
        order.remove("items");
        order.put("shipTo", Shop.address(country));
        order.putAll(more);
        return shop.post("/api/carts/" + cart + "/checkout", order);
    }

    private JsonNode cart(String id) {
        return shop.get("/api/carts/" + id).json();
    }

    private void awaitProgress(String cart, String status) {
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
        assertThat(checkOut(cart, "DE").json().path("orderId").asText())
                .as("checking out twice is one order")
                .isEqualTo(orderId);
        assertProblem(checkOut(cart, "AT"), 409, "shipTo.country");

        awaitProgress(cart, "COMPLETED");
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
        Awaitility.await().untilAsserted(() -> {
            JsonNode atDesk = shop.get("/api/desk/orders/" + orderId).json();
            assertThat(atDesk.path("cartId").asText()).isEqualTo(cart);
            assertThat(atDesk.path("timeline").findValuesAsText("type")).startsWith("CheckedOut");
        });
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
        awaitProgress(cart, "COMPLETED");
        assertThat(total(shop.orderOf(orderId).path("amounts"))).isEqualTo("34.39");
    }

    @Test
    void aCartIsPricedForItsCountryAndCheckedOutToAnotherOnlyOnceItsAmountsWereShown() {
        String cart = newCart();
        assertThat(cart(cart).path("country").asText()).isEqualTo("DE");
        add(cart, "LAMP", 1);
        assertThat(total(cart(cart).path("amounts"))).isEqualTo("119.00");

        Answer refused = checkOut(cart, "NL");
        assertProblem(refused, 409, "price-changed");
        assertThat(refused.json().path("country").asText()).isEqualTo("NL");
        assertThat(total(refused.json().path("amounts"))).isEqualTo("121.00");
        assertThat(total(cart(cart).path("amounts"))).isEqualTo("121.00");
        assertThat(total(setCountry(cart, "US").json().path("amounts"))).isEqualTo("100.00");
        assertThat(total(add(cart, "LAMP", 1).json().path("amounts"))).isEqualTo("200.00");
        assertThat(setCountry(cart, "US").json().path("version"))
                .as("setting it again changes nothing")
                .isEqualTo(cart(cart).path("version"));

        Answer accepted = checkOut(cart, "US");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertProblem(setCountry(cart, "DE"), 409, "cart-checked-out");
        assertProblem(setCountry(newCart(), "Germany"), 400, "country");
        JsonNode order = shop.awaitStatus(accepted.json().path("orderId").asText(), "COMPLETED");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("200.00");
    }

    @Test
    void aTariffThatChangedUnseenIsShownBeforeItIsAccepted() {
        JsonNode before = shop.get("/api/tariff").json();
        String cart = newCart();
        add(cart, "LAMP", 1);
        assertThat(total(setCountry(cart, "LI").json().path("amounts"))).isEqualTo("100.00");
        ObjectNode dearer = before.deepCopy();
        dearer.remove("version");
        ((ObjectNode) dearer.path("vatRates")).put("LI", 8);
        assertThat(shop.put("/api/tariff", dearer).status()).isEqualTo(200);
        try {
            assertProblem(checkOut(cart, "LI"), 409, "108.00");
            assertThat(checkOut(cart, "LI", Map.of("quotedTotal", Shop.money("108.00")))
                            .status())
                    .isEqualTo(202);
        } finally {
            dearer.set("vatRates", before.path("vatRates"));
            shop.put("/api/tariff", dearer);
        }
    }

    @Test
    void aSecondTabPaysOnlyWhatItShows() {
        String cart = newCart();
        add(cart, "LAMP", 1);
        Map<String, Object> firstTab = Map.of("quotedTotal", Shop.money("119.00"));
        add(cart, "LAMP", 1);

        for (int again = 0; again < 2; again++) {
            Answer refused = checkOut(cart, "DE", firstTab);
            assertProblem(refused, 409, "price-changed");
            assertThat(total(refused.json().path("amounts"))).isEqualTo("238.00");
        }
        assertThat(cart(cart).path("status").asText()).isEqualTo("OPEN");
        assertProblem(
                checkOut(cart, "DE", Map.of("quotedTotal", Map.of("amount", "238.00", "currency", "USD"))),
                422,
                "quotedTotal.currency");
        Map<String, Object> reloaded = Map.of("quotedTotal", Shop.money("238.00"));
        assertThat(checkOut(cart, "DE", reloaded).status()).isEqualTo(202);
        assertThat(checkOut(cart, "DE", reloaded).status()).isEqualTo(202);
        assertProblem(checkOut(cart, "DE", firstTab), 409, "quotedTotal");
    }

    @Test
    void theSameCheckoutAgainIsTheSameOrderHoweverItIsWritten() {
        String cart = newCart();
        add(cart, "MUG", 1);
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("attributes", new TreeMap<>(Map.of("a", "1", "b", "2")));
        Answer accepted = checkOut(cart, "DE", first);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);

        Map<String, Object> again = new LinkedHashMap<>();
        again.put("quotedTotal", null);
        again.put("attributes", new TreeMap<>(Map.of("a", "1", "b", "2")).descendingMap());
        assertThat(checkOut(cart, "DE", again).json()).isEqualTo(accepted.json());
        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("attributes", Map.of("a", "1", "b", "3")),
                Map.of("attributes", Map.of("a", "1", "b", "2"), "paymentMethod", "pm_other"),
                Map.of("attributes", Map.of("a", "1", "b", "2"), "reference", "other"),
                Map.of("attributes", Map.of("a", "1", "b", "2"), "customerId", "eve"))) {
            assertProblem(checkOut(cart, "DE", other), 409, "cart-checked-out");
        }
    }

    @Test
    void amountsOfEventsAreMoney() {
        String cart = newCart();
        add(cart, "MUG", 1);
        String orderId = checkOut(cart, "DE").json().path("orderId").asText();
        shop.awaitStatus(orderId, "COMPLETED");

        JsonNode events = shop.get("/api/carts/" + cart + "/events").json();
        assertThat(events.get(1).at("/data/quote/amounts/total")).isEqualTo(Shop.JSON.valueToTree(Shop.money("21.18")));
        assertThat(shop.get("/api/orders/" + orderId + "/events").json().findValues("amount"))
                .as("the authorized, the captured, and those of the amounts and lines")
                .hasSizeGreaterThan(10)
                .contains(Shop.JSON.valueToTree(Shop.money("21.18")))
                .noneMatch(JsonNode::isNumber);
    }

    @Test
    void theCartShowsHowFarItsOrderIs() {
        String sku = shop.sellNew("LATE", "10.00", 0);
        String cart = newCart();
        add(cart, sku, 1);
        assertThat(cart(cart).has("order")).isFalse();
        assertThat(total(setCountry(cart, "AT").json().path("amounts"))).isEqualTo("17.88");
        assertThat(checkOut(cart, "AT").status()).isEqualTo(202);
        awaitProgress(cart, "BACK_ORDERED");
        assertThat(total(cart(cart).path("amounts"))).as("with Austria's VAT").isEqualTo("17.88");
        shop.receive(sku, 1);
        awaitProgress(cart, "COMPLETED");
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
        CartPrices prices = shop.bean(CartPrices.class);
        Cart cart = shop.bean(Carts.class).get(id);
        long before = CountedDataSource.statementsOfThisThread();
        prices.of(cart, null, null);
        return CountedDataSource.statementsOfThisThread() - before;
    }

    private Answer remove(String cart, String sku) {
        return Shop.send(shop.request("/api/carts/" + cart + "/items/" + sku).DELETE());
    }

    @Test
    void anImpossibleCommandIsRefusedWithItsReasonAndChangesNothing() {
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
