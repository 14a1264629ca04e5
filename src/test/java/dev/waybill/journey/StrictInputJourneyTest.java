package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.journey.ApiDescription.Operation;
import dev.waybill.journey.SampleBody.Changed;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Nothing that clients send is skipped, converted or guessed: every parameter, field, header and media type of every operation
 * that the API's document has is either understood or refused by its name.
 */
@Tag(Shop.ONE_JVM)
class StrictInputJourneyTest extends ApiJourney {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Texts with further rules. */
    private static final Set<String> RULED =
            Set.of("amount", "currency", "country", "email", "validUntil", "sku", "code");

    static Stream<Operation> reads() {
        return api.operations().stream().filter(operation -> !operation.isChange());
    }

    static Stream<Operation> operations() {
        return api.operations().stream();
    }

    static Stream<Operation> writes() {
        return api.operations().stream().filter(Operation::takesBody);
    }

    private static String address(Operation operation) {
        return operation.path().replaceAll("\\{\\w+}", "no-such");
    }

    private static Shop.Answer send(Operation operation, String query) {
        return Shop.send(shop.request(address(operation) + "?" + query)
                .method(
                        operation.method(),
                        operation.takesBody() ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
    }

    private static Shop.Answer send(Operation operation, JsonNode body) {
        return Shop.send(shop.request(address(operation) + operation.requiredQuery("somebody"))
                .method(operation.method(), BodyPublishers.ofString(body.toString())));
    }

    private static List<String> fields(Shop.Answer answer) {
        return answer.json().at("/errors").findValuesAsText("field");
    }

    private static void assertRefused(Shop.Answer answer, String field, String what) {
        assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(400);
        assertThat(fields(answer)).as("%s: %s", what, answer).contains(field);
    }

    /** Also by calls that change something, of which some have no parameters. */
    @ParameterizedTest
    @MethodSource("operations")
    void parametersThatAreUnknownOrMisspeltAreRefused(Operation operation) {
        List<String> names = new ArrayList<>(List.of("x", "customerid", "LIMIT", "stauts", "limit[]"));
        operation.parameters("query").forEach(name -> names.add(name + "s"));
        names.forEach(name ->
                assertRefused(send(operation, name.replace("[]", "%5B%5D") + "=1"), name, operation + " " + name));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void parametersThatAreRepeatedEmptyOrUnprintableAreRefused(Operation operation) throws Exception {
        try (var connection = new RawConnection(shop.url())) {
            for (String name : operation.parameters("query")) {
                for (String query : List.of(
                        "X=1&X=1",
                        "X=",
                        "X",
                        "X=%00",
                        "X=%C3",
                        "X=a%0A",
                        "X=%zz",
                        "X=%",
                        "X=%FF",
                        "X=%C2%85",
                        "%zz=1",
                        "=1")) {
                    var request = new HostileRequest(query, "GET", address(operation));
                    request.header("Host", "127.0.0.1");
                    request.header("Authorization", "Basic YWRtaW46YWRtaW4=");
                    request.query.add(query.replace("X", name));
                    RawConnection.Answer answer = connection.send(request.toBytes(), false);
                    assertRefused(
                            new Shop.Answer(answer.status(), "", "", "", answer.text()),
                            query.startsWith("X") ? name : "query",
                            operation + " " + query);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "201",
                "-1",
                "%2B5",
                "%205",
                "5%20",
                "05",
                "0x10",
                "5.0",
                "1e1",
                "%D9%A5",
                "2147483648",
                "9223372036854775808"
            })
    void limitsAreWrittenAsNumbersFrom1To200(String limit) {
        reads().filter(operation -> operation.parameters("query").contains("limit"))
                .forEach(operation ->
                        assertRefused(send(operation, "limit=" + limit), "limit", operation + " " + limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "200"})
    void bothEndsOfALimitAreAccepted(String limit) {
        List<Operation> lists = reads().filter(
                        operation -> operation.parameters("query").contains("limit"))
                .toList();
        assertThat(lists).hasSizeGreaterThan(3);
        lists.forEach(operation ->
                assertThat(send(operation, "limit=" + limit).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid", "%20PAID", "PAID%20", "0", "GONE"})
    void aStatusIsWrittenAsItIsNamed(String status) {
        reads().filter(operation -> operation.parameters("query").contains("status"))
                .filter(operation ->
                        !status.equals("GONE") || !operation.path().startsWith("/api/desk/")) // it may be new
                .forEach(operation -> assertRefused(send(operation, "status=" + status), "status", operation + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "1.0",
                "-1",
                "9223372036854775808",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "1767225599000x",
                "%2B57971-01-31T12:00:00Z",
                "2026-02-30T12:00:00Z",
                "now"
            })
    void thePastIsAVersionOrAnInstantWithAnOffset(String asOf) {
        String order = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        String cart = shop.cartWith("MUG", 1);
        for (String path : List.of("/api/orders/" + order, "/api/orders/" + order + "/process", "/api/carts/" + cart)) {
            assertRefused(shop.get(path + "?asOf=" + asOf), "asOf", path);
        }
    }

    @Test
    void aParameterThatIsMissingIsNamed() {
        List<Operation> needy = reads().filter(operation ->
                        operation.described().findValues("required").toString().contains("true"))
                .filter(operation -> operation.parameters("query").contains("orderId"))
                .toList();
        assertThat(needy).isNotEmpty();
        needy.forEach(operation -> assertRefused(shop.get(address(operation)), "orderId", operation.toString()));
    }

    /** Values of every type of JSON in the place of each value. */
    @ParameterizedTest
    @MethodSource("writes")
    void noValueIsTakenForOneOfAnotherType(Operation operation) {
        List<JsonNode> values = List.of(
                JSON.textNode("5"),
                JSON.textNode(""),
                JSON.textNode("true"),
                JSON.numberNode(5),
                JSON.numberNode(5.5),
                JSON.numberNode(1767225599000L),
                JSON.booleanNode(true),
                JSON.arrayNode(),
                JSON.arrayNode().add("a"),
                JSON.objectNode());
        for (Changed place : SampleBody.whole(api).withEverywhere(operation, JSON.nullNode())) {
            for (JsonNode value : values) {
                if (!SampleBody.sameType(place.before(), value)) {
                    Shop.Answer answer = send(operation, place.with(value));
                    assertThat(answer.status())
                            .as("%s %s as %s: %s", operation, place.field(), value, answer)
                            .isEqualTo(400);
                    assertThat(fields(answer))
                            .as("%s %s as %s: %s", operation, place.field(), value, answer)
                            .anyMatch(field -> field.startsWith(place.field()));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, 200",
        "5.0, 200",
        "5e0, 200",
        "50e-1, 200",
        "5.5, 400",
        "0, 400",
        "-1, 400",
        "1, 200",
        "9999, 200",
        "10000, 400",
        "2147483648, 400",
        "4294967297, 400",
        "9223372036854775808, 400",
        "1e300, 400",
        "1e999999999, 400",
        "1e-999999999, 400"
    })
    void quantitiesAreWholeNumbersHoweverTheyAreWritten(String quantity, int status) {
        String cart = shop.post("/api/carts", "").json().path("cartId").asText();

        var answer = shop.post("/api/carts/" + cart + "/items", "{\"sku\": \"MUG\", \"quantity\": " + quantity + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(status == 200 ? List.of("quantity") : fields(answer)).contains("quantity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1767225599000",
                "1767225599",
                "1e300",
                "1.5",
                "true",
                "\"1767225599000\"",
                "\"2030-01-31\"",
                "\"2030-01-31T12:00:00\"",
                "\" 2030-01-31T12:00:00Z\"",
                "\"+57971-01-31T12:00:00Z\"",
                "\"2030-02-30T12:00:00Z\"",
                "[]",
                "[2030,1,31]"
            })
    void instantsAreTextsWithAnOffset(String instant) {
        var answer = shop.put("/api/discount-codes/STRICT-1", "{\"percentOff\": 10, \"validUntil\": " + instant + "}");

        assertRefused(answer, "validUntil", instant);
        assertThat(answer.body()).contains("2026-01-31T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-31T12:00:00Z", "2030-01-31T13:00:00+01:00", "9999-12-31T23:59:59.999999Z"})
    void instantsOfAnyOffsetAreAccepted(String instant) {
        var answer = shop.put("/api/discount-codes/STRICT-2", Map.of("percentOff", 10, "validUntil", instant));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** A text without a visible character is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "\u00a0",
                "\u2003\u3000",
                "\u200b",
                "\u2060\ufeff",
                "\u2800",
                "\u3164",
                "\u115f\u1160",
                "\uffa0",
                "\u180e",
                "\u00ad",
                "\u202e\u2066",
                "\u034f",
                "\ufe0f",
                "\u0301",
                "\udb40\udc20"
            })
    void textsOfBlanksAreBlank(String blanks) {
        assertRefusedEverywhere(blanks);
    }

    @ParameterizedTest
    @MethodSource("peoplesTexts")
    void textsOf200CharactersOfAnyScriptAreTaken(String text) {
        writes().forEach(operation -> SampleBody.whole(api).withTextEverywhere(operation, text).stream()
                .filter(changed ->
                        !changed.isName() && !RULED.contains(changed.field().replaceFirst(".*\\.", "")))
                .forEach(changed -> {
                    Shop.Answer answer = send(operation, changed.body());
                    assertThat(answer.status())
                            .as("%s %s %s", operation, changed.field(), answer)
                            .isNotEqualTo(400);
                }));
    }

    static Stream<String> peoplesTexts() {
        return Stream.of(
                "\ud83d\ude00".repeat(101),
                "\ud83d\ude00".repeat(200),
                "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "Zoe\u0308",
                "Zo\u00eb",
                "\u05d0\u05d1\u05d2",
                "\u202ba\u202c",
                " x ",
                "a".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\ude00", "a", "e\u0308"})
    void longerTextsAreRefused(String character) {
        assertRefusedEverywhere(character.repeat(200) + "a");
    }

    private static void assertRefusedEverywhere(String text) {
        writes().forEach(operation -> SampleBody.whole(api).withTextEverywhere(operation, text).stream()
                .filter(changed -> !changed.isName())
                .forEach(changed -> {
                    Shop.Answer answer = send(operation, changed.body());
                    String what = operation + " " + changed.field() + " " + answer;
                    assertThat(answer.status()).as(what).isIn(400, 422);
                    assertThat(fields(answer)).as(what).contains(changed.field());
                }));
    }

    /** Unknown, unit-less, historic, of another shop, and not even a code. */
    @ParameterizedTest
    @CsvSource({
        "XXX, 422",
        "XAU, 422",
        "XTS, 422",
        "DEM, 422",
        "QQQ, 422",
        "USD, 422",
        "eur, 422",
        "EURO, 422",
        "7, 422"
    })
    void currenciesThatAreNotTheShopsAreNamedEverywhere(String currency, int status) {
        List<String> places = new ArrayList<>();
        writes().forEach(operation -> SampleBody.whole(api).withTextEverywhere(operation, currency).stream()
                .filter(changed -> changed.field().endsWith("currency"))
                .filter(changed -> !operation.path().contains("{id}"))
                .forEach(changed -> {
                    Shop.Answer answer = send(operation, ((ObjectNode) changed.body()).without("discountCode"));
                    assertThat(answer.status()).as("%s %s", operation, answer).isEqualTo(status);
                    assertThat(fields(answer)).as("%s %s", operation, answer).containsExactly(changed.field());
                    places.add(operation + " " + changed.field());
                }));
        assertThat(places).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"amount": "1.00"}                     | price.currency
            {"currency": "EUR"}                    | price.amount
            {"amount": null, "currency": "EUR"}    | price.amount
            {"amount": "1.00", "currency": null}   | price.currency
            {"amount": "1", "currency": "EUR"}     | price.amount
            {"amount": "1.000", "currency": "EUR"} | price.amount
            {"amount": "1,00", "currency": "EUR"}  | price.amount
            {"amount": 1.00, "currency": "EUR"}    | price.amount
            {"amount": "99999999999999.00", "currency": "EUR"} | price.amount
            {}                                     | price.amount
            "1.00"                                 | price
            {"amount": "1.00", "currency": "EUR", "digits": 2} | price.digits
            """)
    void moneyNamesItsFieldThatIsWrong(String price, String field) {
        assertRefused(shop.put("/api/products/STRICT-1", "{\"name\": \"x\", \"price\": " + price + "}"), field, price);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/yaml",
                "application/x-yaml",
                "application/xml",
                "application/cbor",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "*/*",
                "application/*",
                "application/*+json",
                "json",
                "application/json;charset=utf-16",
                "application/json;charset=IBM037"
            })
    void bodiesOtherThanJsonAreRefused(String type) {
        operations()
                .filter(operation -> operation.takesBody() || operation.path().equals("/api/carts"))
                .forEach(operation -> {
                    Shop.Answer answer = Shop.send(shop.request(address(operation))
                            .setHeader("Content-Type", type)
                            .method(operation.method(), BodyPublishers.ofString("quantity: 010")));
                    assertThat(answer.status()).as("%s %s", operation, answer).isEqualTo(415);
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/yaml", "application/json;q=0", "text/html", "/", "json"})
    void noAnswerIsGivenThatTheClientDoesNotAccept(String accepted) {
        long before = orders();
        operations()
                .filter(operation -> !operation.path().endsWith("stream")
                        && !operation.path().endsWith(".bpmn"))
                .filter(operation -> operation.statuses().contains("406"))
                .forEach(operation -> {
                    HttpRequest.Builder request =
                            shop.request(address(operation)).setHeader("Accept", accepted);
                    String body = SampleBody.whole(api)
                            .of(operation)
                            .map(JsonNode::toString)
                            .orElse("");
                    Shop.Answer answer = Shop.send(request.method(operation.method(), BodyPublishers.ofString(body)));
                    assertThat(answer.status()).as("%s %s", operation, answer).isEqualTo(406);
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                });
        assertThat(orders()).isEqualTo(before);
    }

    private static long orders() {
        return shop.bean(JdbcTemplate.class)
                .queryForObject("select count(*) from orders.event where type = 'OrderPlaced'", Long.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/processes/order-fulfillment.bpmn, application/xml",
        "/v3/api-docs, application/json",
        "/login, text/html"
    })
    void diagramsDocumentsAndPagesAreWhatTheyAre(String path, String type) {
        for (String accepted : List.of(type, "*/*", type + ", */*;q=0.1")) {
            Shop.Answer answer =
                    Shop.send(shop.request(path).setHeader("Accept", accepted).GET());
            assertThat(answer.status()).as("%s %s", path, answer).isEqualTo(200);
            assertThat(answer.contentType()).startsWith(type);
        }
    }

    @Test
    void anAddressWithoutPostalCodeIsCompleteWhereThereAreNone() {
        Map<String, Object> hongKong = Map.of("name", "Ada", "street", "S 1", "city", "Hong Kong", "country", "HK");
        String order = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of("shipTo", hongKong));

        assertThat(shop.awaitStatus(order, "COMPLETED").path("shipTo").has("postalCode"))
                .isFalse();
        assertRefused(
                shop.post(
                        "/api/orders",
                        Shop.order(
                                Map.of("MUG", 1),
                                "pm_card_visa",
                                Map.of(
                                        "shipTo",
                                        Map.of("name", "Ada", "street", "S 1", "city", "Berlin", "country", "DE")))),
                "shipTo.postalCode",
                "Berlin");
    }

    @Test
    void referencesAreStoredAsGivenAndComparedAsTheyAreRead() {
        String sku = shop.sellNew("REFERENCED", "1.00", 0);
        String receipts = "/api/stock/" + sku + "/receipts";
        for (String reference : List.of("Zoe\u0308", "Zo\u00eb", " Zo\u00eb", "Zoe\u0308\u00a0")) {
            assertThat(shop.post(receipts, Map.of("quantity", 5, "reference", reference))
                            .status())
                    .isEqualTo(201);
        }
        String order = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of("reference", " Zoe\u0308-1 "));

        assertThat(shop.stockOf(sku).path("received").asInt()).isEqualTo(5);
        assertThat(shop.orderOf(order).path("reference").asText()).isEqualTo(" Zoe\u0308-1 ");
        assertThat(shop.get("/api/orders?reference=Zo%C3%AB-1")
                        .json()
                        .at("/items/0/orderId")
                        .asText())
                .isEqualTo(order);
    }
}
