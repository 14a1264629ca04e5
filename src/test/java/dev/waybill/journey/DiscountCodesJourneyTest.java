package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.Message;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.ecommerce.application.CartPrices;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.application.Catalogue;
import dev.waybill.ecommerce.application.CodeSpellings;
import dev.waybill.ecommerce.domain.CartCommand.EnterDiscountCode;
import dev.waybill.ecommerce.domain.CatalogueEvent.DiscountCodeDefined;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.personal.PersonalJson;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Discount codes are typed by people: in any case, with blanks around them; and were distinguished by case once. */
class DiscountCodesJourneyTest {

    private final Shop shop = Shop.open();
    private final String suffix = UUID.randomUUID().toString();

    private Shop.Answer define(String code, int percentOff, Map<String, Object> more) {
        Map<String, Object> terms = new HashMap<>(more);
        terms.put("percentOff", percentOff);
        Shop.Answer answer = shop.put(
                "/api/discount-codes/"
                        + URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20"),
                terms);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer;
    }

    private Shop.Answer enter(String cart, String code) {
        return shop.put("/api/carts/" + cart + "/discount-code", Map.of("code", code));
    }

    private Shop.Answer remove(String cart) {
        return Shop.send(shop.request("/api/carts/" + cart + "/discount-code").DELETE());
    }

    private JsonNode cart(String id) {
        return shop.get("/api/carts/" + id).json();
    }

    private static String discount(JsonNode shown) {
        return shown.at("/amounts/discount/amount").asText();
    }

    private Shop.Answer order(String code) {
        return shop.post("/api/orders", Shop.order(Map.of("LAMP", 1), "pm_card_visa", Map.of("discountCode", code)));
    }

    private String awaitOrdered(String code) {
        Shop.Answer placed = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> order(code), answer -> answer.status() == 201);
        return placed.json().path("orderId").asText();
    }

    @Test
    void aCodeIsTheSameInAnyCaseWithBlanksAroundIt() {
        String code = ("SPRING-" + suffix).toUpperCase(Locale.ROOT);
        assertThat(define("Spring-" + suffix, 10, Map.of()).json().path("code").asText())
                .isEqualTo(code);
        assertThat(define(" " + code + " ", 10, Map.of()).json().path("version").asInt())
                .as("what is defined already keeps its version")
                .isEqualTo(1);
        assertThat(shop.get("/api/discount-codes/" + code.toLowerCase(Locale.ROOT))
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo(code);
        String cart = shop.cartWith("LAMP", 1);

        for (String typed : List.of(code, code.toLowerCase(Locale.ROOT), "  Spring-" + suffix + "\u00a0")) {
            JsonNode shown = enter(cart, typed).json();
            assertThat(shown.path("discountCode").asText()).isEqualTo(code);
            assertThat(discount(shown)).isEqualTo("10.00");
            assertThat(discount(shop.orderOf(awaitOrdered(typed)))).isEqualTo("10.00");
        }
        String orderId = shop.checkOut(cart).json().path("orderId").asText();
        JsonNode order = shop.awaitStatus(orderId, "COMPLETED");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("107.10");
        assertThat(cart(cart).path("discountCode").asText()).isEqualTo(code);
    }

    @Test
    void aCodeThatWasEnteredCanBeRemoved() {
        define("GONE-" + suffix, 10, Map.of());
        String cart = shop.cartWith("LAMP", 1);
        enter(cart, "GONE-" + suffix);

        JsonNode without = remove(cart).json();

        assertThat(without.has("discountCode")).isFalse();
        assertThat(without.at("/amounts/total/amount").asText()).isEqualTo("119.00");
        assertThat(cart(cart)).isEqualTo(without);
        assertThat(remove(cart).json()).as("again changes nothing").isEqualTo(without);
        assertThat(shop.get("/api/carts/" + cart + "/events").json().findValuesAsText("type"))
                .endsWith("DiscountCodeRemoved", "PriceCalculated");
        assertThat(shop.checkOut(cart).status()).isEqualTo(202);
        assertThat(remove(cart).status()).isEqualTo(409);
    }

    @Test
    void aCodeThatExpiresNoLongerShowsAndIsNotCharged() {
        define("SHORT-" + suffix, 10, Map.of());
        String cart = shop.cartWith("LAMP", 1);
        enter(cart, "short-" + suffix);
        assertThat(cart(cart).path("discountCode").asText()).isEqualTo(("SHORT-" + suffix).toUpperCase(Locale.ROOT));
        define("SHORT-" + suffix, 10, Map.of("validUntil", "2020-01-01T00:00:00Z"));

        JsonNode shown = cart(cart);
        assertThat(shown.has("discountCode")).isFalse();
        assertThat(discount(shown)).isEqualTo("0.00");
        Shop.Answer refused = shop.checkOut(cart);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().at("/amounts/total/amount").asText()).isEqualTo("119.00");
        assertThat(cart(cart).has("discountCode")).isFalse();

        assertThat(shop.checkOut(cart).status()).isEqualTo(202);
        assertThat(cart(cart).has("discountCode")).isFalse();
        assertThat(cart(cart).at("/amounts/total/amount").asText()).isEqualTo("119.00");
    }

    /** The release before stored, published and agreed on codes as they were spelled. */
    @Tag(Shop.ONE_JVM)
    @Test
    void codesThatDifferByCaseBecomeOneAndWhatWasAgreedStands() {
        String canonical = ("MERGED-" + suffix).toUpperCase(Locale.ROOT);
        String mixed = "Merged-" + suffix;
        defineAsBefore(canonical, 5);
        defineAsBefore(mixed, 10);
        defineAsBefore(mixed, 20);
        String cart = shop.cartWith("LAMP", 1);
        ContextRuntime runtime = runtime();
        var carts = runtime.aggregates(Carts.CATEGORY, Carts.DECIDER, Carts.EVENT_TYPES, open -> null);
        runtime.transactions()
                .run(() -> carts.handle(
                        cart,
                        new EnterDiscountCode(
                                mixed, shop.bean(CartPrices.class).of(carts.locked(cart), null, canonical))));

        shop.bean(CodeSpellings.class).merge();
        shop.bean(CodeSpellings.class).merge();

        JsonNode merged = shop.get("/api/discount-codes/" + mixed).json();
        assertThat(merged.path("code").asText()).isEqualTo(canonical);
        assertThat(merged.path("percentOff").asInt()).as("the newest one's").isEqualTo(20);
        assertThat(merged.path("version").asInt()).isEqualTo(2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(discount(shop.orderOf(awaitOrdered(mixed.toLowerCase(Locale.ROOT)))))
                        .isEqualTo("20.00"));
        assertThat(cart(cart).path("discountCode").asText()).isEqualTo(canonical);
        assertThat(shop.checkOut(cart).status())
                .as("the code was worth 5.00 when it was shown")
                .isEqualTo(409);
        assertThat(shop.checkOut(cart).status()).isEqualTo(202);

        String agreed = checkedOutBefore(mixed, 1);
        JsonNode order = shop.awaitStatus(agreed, "COMPLETED");
        assertThat(discount(order)).as("version 1 of the old spelling").isEqualTo("10.00");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("107.10");

        defineAsBefore(mixed, 30);
        shop.bean(CodeSpellings.class).merge();
        assertThat(shop.get("/api/discount-codes/" + canonical)
                        .json()
                        .path("percentOff")
                        .asInt())
                .as("a process of the release before, beside this one, has defined it again")
                .isEqualTo(30);
    }

    private ContextRuntime runtime() {
        return shop.beanNamed("ecommerceRuntime", ContextRuntime.class);
    }

    private void defineAsBefore(String code, int percentOff) {
        ContextRuntime runtime = runtime();
        var codes = runtime.aggregates("code", Catalogue.DECIDER, Catalogue.EVENT_TYPES, entry -> null);
        runtime.transactions().run(() -> {
            var decided = codes.handle(code, new DiscountCodeDefined(BigDecimal.valueOf(percentOff), null));
            Message message = new EcommerceEvent.DiscountCodeDefined(
                    code, decided.state().version(), BigDecimal.valueOf(percentOff), null);
            runtime.outbox().send(codes.stream(code), message.subject(), message, null);
        });
    }

    /** A checkout that was on its way while the shop was upgraded; its order's id. */
    private String checkedOutBefore(String code, long version) {
        String orderId = UUID.randomUUID().toString();
        String cart = UUID.randomUUID().toString();
        ContextRuntime runtime = runtime();
        runtime.transactions().run(() -> {
            Message message = checkedOut(cart, orderId, code, version);
            runtime.outbox().send(new StreamId("cart", cart), cart, message, "ada");
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shop.get("/api/orders/" + orderId).status() == 200);
        return orderId;
    }

    private static Message checkedOut(String cart, String orderId, String code, long version) {
        return PersonalJson.plain()
                .build()
                .convertValue(
                        Map.ofEntries(
                                Map.entry("cartId", cart),
                                Map.entry("orderId", orderId),
                                Map.entry("customerId", "ada"),
                                Map.entry(
                                        "lines",
                                        List.of(Map.of(
                                                "sku",
                                                "LAMP",
                                                "quantity",
                                                1,
                                                "unitPrice",
                                                Shop.money("100.00"),
                                                "priceVersion",
                                                1))),
                                Map.entry("discountCode", code),
                                Map.entry("discountVersion", version),
                                Map.entry("tariffVersion", 1),
                                Map.entry("goods", Shop.money("100.00")),
                                Map.entry("discount", Shop.money("10.00")),
                                Map.entry("shipping", Shop.money("0.00")),
                                Map.entry("tax", Shop.money("17.10")),
                                Map.entry("total", Shop.money("107.10")),
                                Map.entry(
                                        "shipTo",
                                        Shop.order(Map.of(), "", Map.of()).get("shipTo")),
                                Map.entry("paymentMethod", "pm_card_visa"),
                                Map.entry("attributes", Map.of()),
                                Map.entry("checkedOutAt", Instant.now().toString())),
                        EcommerceEvent.CheckedOut.class);
    }
}
