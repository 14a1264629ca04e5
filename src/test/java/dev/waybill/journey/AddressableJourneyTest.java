package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.journey.ApiDescription.Operation;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every identifier that a write accepts is understood by each call that reads, changes or erases what it names. */
class AddressableJourneyTest {

    private final Shop shop = Shop.open();

    /** Ids as identity providers issue them, and such as no path can hold; each is made unique by what is put behind it. */
    static Stream<String> customers() {
        return Stream.of(
                "https://id.example/users/7?tenant=a&b#",
                "auth0|",
                "DOMAIN\\user",
                "a b c ",
                "../..//./",
                "mailbox;v=1;",
                "100%25%2F%00",
                "\"quoted\" & <b>'",
                "Zoë 张伟 🛒",
                "x".repeat(160));
    }

    @ParameterizedTest
    @MethodSource("customers")
    void aCustomerWithAnyIdIsFoundReachedAndErased(String shape) {
        String customer = shape + UUID.randomUUID();
        String order = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of("customerId", customer));
        shop.awaitStatus(order, "PAYMENT_DECLINED");
        String query = "?customerId=" + encoded(customer);

        assertThat(shop.get("/api/orders" + query).json().at("/items/0/orderId").asText())
                .isEqualTo(order);
        Awaitility.await()
                .until(() -> shop.get("/api/desk/orders" + query).body().contains(order));
        Awaitility.await().until(() -> !shop.get("/api/mailbox" + query).json().isEmpty());
        assertThat(shop.put("/api/contact" + query, Map.of("email", "ada@example.org"))
                        .status())
                .isEqualTo(200);
        assertThat(shop.get("/api/contact" + query).json().path("email").asText())
                .isEqualTo("ada@example.org");

        assertThat(shop.post("/api/erasures", Map.of("customerId", customer)).status())
                .isEqualTo(202);

        assertThat(shop.get("/api/contact" + query).status()).isEqualTo(404);
        shop.awaitStatus(order, "CANCELLED");
        Awaitility.await()
                .until(() -> shop.orderOf(order).at("/shipTo/name").asText().equals("erased"));
    }

    /** Ids that read the same are one customer's, and each order keeps the id that it was placed with. */
    @Test
    void aCustomerIsTheSameHoweverTheirIdIsTyped() {
        String end = UUID.randomUUID().toString();
        List<String> spellings = List.of("Zo\u00eb-" + end, " Zoe\u0308-" + end, "Zo\u00eb-" + end + "\u00a0");
        List<String> orders = spellings.stream()
                .map(customer -> shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of("customerId", customer)))
                .toList();
        orders.forEach(order -> shop.awaitStatus(order, "PAYMENT_DECLINED"));
        assertThat(orders)
                .extracting(order -> shop.orderOf(order).path("customerId").asText())
                .isEqualTo(spellings);

        String written = "?customerId=" + encoded(spellings.get(1));
        assertThat(shop.put("/api/contact" + written, Map.of("email", "zoe@example.org"))
                        .status())
                .isEqualTo(200);
        for (String customer : spellings) {
            String query = "?customerId=" + encoded(customer);
            assertThat(shop.get("/api/orders" + query).json().findValuesAsText("orderId"))
                    .containsExactlyInAnyOrderElementsOf(orders);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    shop.get("/api/desk/orders" + query).json().findValuesAsText("orderId"))
                            .containsExactlyInAnyOrderElementsOf(orders));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    shop.get("/api/mailbox" + query).json().findValuesAsText("orderId"))
                            .containsExactlyInAnyOrderElementsOf(orders));
            assertThat(shop.get("/api/contact" + query).json().path("email").asText())
                    .isEqualTo("zoe@example.org");
        }

        assertThat(shop.post("/api/erasures", Map.of("customerId", spellings.get(2)))
                        .status())
                .isEqualTo(202);

        orders.forEach(order -> {
            shop.awaitStatus(order, "CANCELLED");
            Awaitility.await()
                    .until(() -> shop.orderOf(order).at("/shipTo/name").asText().equals("erased"));
        });
        for (String customer : spellings) {
            String query = "?customerId=" + encoded(customer);
            assertThat(shop.get("/api/mailbox" + query).json()).isEmpty();
            assertThat(shop.get("/api/contact" + query).status()).isEqualTo(404);
            assertThat(shop.post(
                                    "/api/orders",
                                    Shop.order(Map.of("MUG", 1), "pm_card_visa", Map.of("customerId", customer)))
                            .body())
                    .contains("customer-erased");
        }
    }

    @Test
    void theCallsWithThePathAndWithTheQueryAreTheSame() {
        String customer = "plain-" + UUID.randomUUID();
        shop.awaitStatus(
                shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of("customerId", customer)),
                "PAYMENT_DECLINED");
        String path = "/api/customers/" + customer;
        assertThat(shop.put(path + "/contact", Map.of("email", "ada@example.org"))
                        .status())
                .isEqualTo(200);
        Awaitility.await().until(() -> !shop.get(path + "/mailbox").json().isEmpty());

        assertThat(shop.get("/api/mailbox?customerId=" + customer).body())
                .isEqualTo(shop.get(path + "/mailbox").body());
        assertThat(shop.get("/api/contact?customerId=" + customer).body())
                .isEqualTo(shop.get(path + "/contact").body());
    }

    /** What a path cannot hold is refused where it would be created, and what is accepted is served by every path. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "...", "a..b", ".a", "-", "_", "0", "early", "stream", "receipts"})
    void aSkuIsServedByEveryPathOrRefused(String sku) {
        int created = shop.put("/api/products/" + sku, Map.of("name", "a thing", "price", Shop.money("1.00")))
                .status();
        if (Set.of(".", "..").contains(sku)) {
            assertThat(created).isIn(400, 404, 405);
            return;
        }
        assertThat(created).isEqualTo(200);
        shop.receive(sku, 5);
        String cart = shop.cartWith(sku, 1);
        Awaitility.await()
                .until(() ->
                        shop.get("/api/desk/stock/" + sku).json().path("onHand").asInt() >= 5);
        assertThat(shop.stockOf(sku).path("onHand").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(shop.get("/stock/" + sku).body()).contains(sku);
        JsonNode emptied = Shop.send(
                        shop.request("/api/carts/" + cart + "/items/" + sku).DELETE())
                .json();
        assertThat(emptied.path("lines")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "%20.", "..%20", "...", "a..b", "-", "%20spring%20"})
    void aCodeIsServedByEveryPathOrRefused(String code) {
        int created = shop.put("/api/discount-codes/" + code, Map.of("percentOff", 10))
                .status();
        if (code.matches("(%20)*[.]{1,2}(%20)*")) {
            assertThat(created).isIn(400, 404, 405);
            return;
        }
        assertThat(created).isEqualTo(200);
        String canonical =
                shop.get("/api/discount-codes/" + code).json().path("code").asText();
        assertThat(shop.get("/api/discount-codes/" + canonical).status()).isEqualTo(200);
        String path = "/api/carts/" + shop.cartWith("MUG", 1) + "/discount-code";
        JsonNode granted = shop.put(path, Map.of("code", canonical)).json();
        assertThat(granted.at("/discountCode").asText()).isEqualTo(canonical);
        assertThat(Shop.send(shop.request(path).DELETE())
                        .json()
                        .path("discountCode")
                        .asText())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PO 4711/26", "?a=b&c=d#e", "Zoë 🛒 张", "100 % +1", "\\\\server\\orders", "'; --", "\"x\""})
    void anOrderIsFoundByItsReference(String shape) {
        String reference = shape + UUID.randomUUID();
        String order = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of("reference", reference));

        String query = "?reference=" + encoded(reference);
        assertThat(shop.get("/api/orders" + query).json().at("/items/0/orderId").asText())
                .isEqualTo(order);
        Awaitility.await()
                .until(() -> shop.get("/api/desk/orders" + query).body().contains(order));
    }

    /** Where a path has a variable and another path has a word, the word is no value of the variable. */
    @Test
    void noWordOfAPathHidesAThing() {
        Set<String> hidden = new TreeSet<>();
        List<Operation> operations = ApiDescription.of(shop).operations();
        for (Operation templated : operations) {
            for (Operation other : operations) {
                if (!other.path().equals(templated.path())
                        && other.path().matches(templated.path().replaceAll("\\{\\w+}", "[^/{}]+"))) {
                    hidden.add(other.path());
                }
            }
        }
        assertThat(hidden).containsExactly("/api/parked-messages/discarded", "/api/parked-messages/early");
        assertThat(Shop.send(shop.request("/api/parked-messages/early/redrive").POST(BodyPublishers.noBody()))
                        .status())
                .as("the id of a parked message names its context and a number")
                .isEqualTo(404);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
