package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every mistake in a request is answered with a problem document that names it, and nothing is stored. */
class BadInputJourneyTest {

    private static final String GOOD = """
            {"customerId": "ada", "items": [{"sku": "MUG", "quantity": 1}], "shipTo": {"name": "Ada", "street": "S 1",
             "city": "Berlin", "postalCode": "10115", "country": "DE"}, "paymentMethod": "pm_card_visa"}""";

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open();
    }

    @ParameterizedTest(name = "{1} instead of {0}: {2} naming {3}")
    @CsvSource(delimiter = '|', textBlock = """
            "customerId": "ada",    |                             | 400 | customerId
            "customerId": "ada"     | "customerId": null          | 400 | customerId
            "customerId": "ada"     | "customerId": " "           | 400 | customerId
            "customerId": "ada"     | "customerId": 7             | 400 | customerId
            "customerId": "ada"     | "customerId": "a\\u0000b"   | 400 | customerId
            "customerId": "ada"     | "customerId": "a", "x": 1   | 400 | x
            "customerId": "ada"     | "customerId": "a", "customerId": "b" | 400 | customerId
            "quantity": 1           | "quantity": 0               | 400 | items[0].quantity
            "quantity": 1           | "quantity": -1              | 400 | items[0].quantity
            "quantity": 1           | "quantity": 10000           | 400 | items[0].quantity
            "quantity": 1           | "quantity": 99999999999999999999 | 400 | items[0].quantity
            "quantity": 1           | "quantity": 1.5             | 400 | items[0].quantity
            "quantity": 1           | "quantity": "1"             | 400 | items[0].quantity
            "quantity": 1           | "quantity": null            | 400 | items[0].quantity
            "quantity": 1           | "quantity": 1, "colour": "red" | 400 | items[0].colour
            "sku": "MUG"            | "sku": "NO-SUCH"            | 422 | items[0].sku
            "country": "DE"         | "country": "Germany"        | 400 | shipTo.country
            "country": "DE"         | "country": "de"             | 400 | shipTo.country
            "street": "S 1",        |                             | 400 | shipTo.street
            "paymentMethod": "pm_card_visa" | "paymentMethod": "pm_card_visa", "discountCode": "NO-SUCH" | 422 | discountCode
            "paymentMethod": "pm_card_visa" | "paymentMethod": "pm_card_visa", "quotedTotal": {"amount": 119, "currency": "EUR"} | 400 | quotedTotal.amount
            "paymentMethod": "pm_card_visa" | "paymentMethod": "pm_card_visa", "quotedTotal": {"amount": "1.5", "currency": "EUR"} | 400 | quotedTotal.amount
            "paymentMethod": "pm_card_visa" | "paymentMethod": "pm_card_visa", "quotedTotal": {"amount": "1.50", "currency": "USD"} | 422 | quotedTotal.currency
            [{"sku": "MUG", "quantity": 1}] | []                  | 400 | items
            [{"sku": "MUG", "quantity": 1}] | {}                  | 400 | items
            [{"sku": "MUG", "quantity": 1}] | [null]              | 400 | items[0]
            """)
    void namesTheFieldThatIsWrong(String good, String bad, int status, String field) {
        long before = orders();

        var answer = shop.post("/api/orders", GOOD.replace(good, bad == null ? "" : bad));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().at("/errors").findValuesAsText("field"))
                .as(answer.body())
                .contains(field);
        assertThat(answer.json().path("type").asText()).startsWith("urn:waybill:problem:");
        assertThat(orders()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"customerId": "ada"
            not json
            []
            "text"
            {"customerId": "ada"} trailing
            null
            """)
    void refusesWhatIsNoOrderAtAll(String body) {
        var answer = shop.post("/api/orders", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void refusesAnEmptyBodyAndADeepOneAndALongOne() {
        assertThat(shop.post("/api/orders", "").status()).isEqualTo(400);
        assertThat(shop.post("/api/orders", "[".repeat(50_000)).status()).isEqualTo(400);
        assertThat(shop.post("/api/orders", "{\"customerId\": \"" + "a".repeat(300_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void refusesMoreThanAHundredLines() {
        String lines = IntStream.range(0, 101)
                .mapToObj(n -> "{\"sku\": \"MUG\", \"quantity\": 1}")
                .collect(Collectors.joining(","));

        var answer = shop.post("/api/orders", GOOD.replace("{\"sku\": \"MUG\", \"quantity\": 1}", lines));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("items");
    }

    @Tag(Shop.ONE_JVM)
    @Test
    void refusesOtherMediaTypesMethodsAndPaths() {
        var text = shop.request("/api/orders")
                .setHeader("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(GOOD));

        assertThat(Shop.send(text).status()).isEqualTo(415);
        assertThat(Shop.send(shop.request("/api/orders").DELETE()).status()).isIn(403, 405);
        assertThat(shop.get("/api/nothing").status()).isEqualTo(404);
        assertThat(shop.get("/api/orders/a%00b").status()).isEqualTo(400);
        assertThat(shop.get("/api/orders/a%00b").contentType()).startsWith("application/problem+json");
        assertThat(shop.get("/api/shipments").status()).isEqualTo(400);
        assertThat(shop.get("/api/shipments?orderId=%00").status()).isEqualTo(400);
        assertThat(shop.get("/api/nothing").contentType()).startsWith("application/problem+json");
        assertThat(shop.get("/api/orders/" + "x".repeat(50)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "customerId=a%00b,customerId",
        "sku=%00,sku",
        "reference=a%0Ab,reference",
        "limit=0,limit",
        "limit=201,limit",
        "limit=abc,limit",
        "status=GONE,status",
        "after=%25,after"
    })
    void refusesBadParameters(String query, String parameter) {
        var answer = shop.get("/api/orders?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/products/P-1        | {"name": "P", "price": {"amount": 1.00, "currency": "EUR"}}   | 400 | price.amount
            /api/products/P-1        | {"name": "P", "price": {"amount": "-1.00", "currency": "EUR"}} | 422 | price.amount
            /api/products/P-1        | {"name": "P", "price": {"amount": "1.00", "currency": "USD"}} | 422 | price.currency
            /api/products/P-1        | {"name": "P"}                                                  | 400 | price
            /api/products/P%20P      | {"name": "P", "price": {"amount": "1.00", "currency": "EUR"}} | 400 | sku
            /api/discount-codes/C-1  | {"percentOff": 0}                                              | 400 | percentOff
            /api/discount-codes/C-1  | {"percentOff": 101}                                            | 400 | percentOff
            /api/discount-codes/C-1  | {"percentOff": "10"}                                           | 400 | percentOff
            /api/discount-codes/C-1  | {"percentOff": 10, "validUntil": "soon"}                       | 400 | validUntil
            """)
    void refusesBadPriceListEntries(String path, String body, int status, String field) {
        var answer = shop.put(path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/errors").findValuesAsText("field")).contains(field);
    }

    @Test
    void needsAUser() {
        var anonymous = HttpRequest.newBuilder(java.net.URI.create(shop.url() + "/api/orders"));
        var stranger = HttpRequest.newBuilder(java.net.URI.create(shop.url() + "/api/orders"))
                .header("Authorization", "Basic YWRtaW46d3Jvbmc=");

        assertThat(Shop.send(anonymous.GET()).status()).isEqualTo(401);
        assertThat(Shop.send(stranger.GET()).status()).isEqualTo(401);
        assertThat(Shop.send(anonymous
                                .copy()
                                .uri(java.net.URI.create(shop.url() + "/actuator/health"))
                                .GET())
                        .status())
                .isEqualTo(200);
        assertThat(Shop.send(anonymous
                                .copy()
                                .uri(java.net.URI.create(shop.url() + "/engine-rest/engine"))
                                .GET())
                        .status())
                .isEqualTo(401);
        assertThat(Shop.send(anonymous
                                .copy()
                                .uri(java.net.URI.create(shop.url() + "/camunda/app/cockpit/default/"))
                                .GET())
                        .status())
                .isEqualTo(401);
    }

    private static long orders() {
        Long count = shop.bean(JdbcTemplate.class).queryForObject("select count(*) from orders.order_view", Long.class);
        return count == null ? -1 : count;
    }
}
