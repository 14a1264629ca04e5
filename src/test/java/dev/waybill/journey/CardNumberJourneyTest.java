package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.waybill.journey.ApiDescription.Operation;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What looks like a card number is refused with 422 in every text of every change that the API's document has, is stored and
 * logged nowhere and not repeated in the answer.
 */
@Tag(Shop.ONE_JVM)
class CardNumberJourneyTest extends ApiJourney {

    /** Its groups are in no other test, so that a trace of it can be searched for. */
    private static final List<String> FORMS = List.of(
            "4539578763621486",
            "4539 5787 6362 1486",
            "4539-5787-6362-1486",
            "４５３９５７８７６３６２１４８６",
            "x4539\u00A05787.6362\u20131486 12/27");

    private static final String TRACE = "4539\\D{0,3}5787|5787\\D{0,3}6362|４５３９";

    /** A GTIN that passes the check of a card number too. */
    private static final String GTIN = "4000000000006";

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    @BeforeAll
    static void recordTheLog() {
        LOG.list = new CopyOnWriteArrayList<>();
        LOG.start();
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(LOG);
    }

    /** None of the numbers that the tests have sent is in any table; one look is enough for all. */
    @AfterAll
    static void close() {
        assertNotStored();
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(LOG);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    static List<Operation> changes() {
        return api.operations().stream().filter(Operation::isChange).toList();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isRefusedInEveryTextOfABody(Operation operation) {
        Logger web = logger("org.springframework.web");
        Logger converters = logger("org.springframework.http.converter");
        web.setLevel(Level.TRACE);
        converters.setLevel(Level.TRACE);
        try {
            for (String form : FORMS) {
                for (var changed : SampleBody.whole(api).withTextEverywhere(operation, form)) {
                    assertRefused(call(operation, Map.of(), changed.body().toString()), changed.field());
                }
            }
        } finally {
            web.setLevel(null);
            converters.setLevel(null);
        }
        assertNotLogged();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isRefusedInEveryPartOfAPathAndEveryHeader(Operation operation) {
        String body = SampleBody.whole(api).of(operation).map(Object::toString).orElse("");
        for (String variable : operation.variables()) {
            for (String form : List.of("4539578763621486", "4539-5787-6362-1486", "4539.5787.6362.1486")) {
                assertRefused(call(operation, Map.of(variable, form), body), variable);
            }
        }
        for (String parameter : operation.parameters("query")) {
            assertRefused(call(operation, Map.of("query", "4539-5787-6362-1486"), body), parameter);
        }
        for (String header : operation.parameters("header")) {
            Shop.Answer answer = call(operation, Map.of(), body, header, "4539 5787 6362 1486");
            if (header.equals("traceparent")) {
                assertThat(answer.status())
                        .as("not the form of a trace, so it is ignored")
                        .isNotEqualTo(500);
            } else {
                assertRefused(answer, header);
            }
        }
        assertNotLogged();
    }

    @Test
    void isNotRepeatedWhereABodyIsNoJson() {
        for (String body : List.of(
                "{4539-5787-6362-1486}", "4539578763621486", "4539 5787 6362 1486 {", "{\"4539-5787-6362-1486\"")) {
            assertRefused(shop.post("/api/orders", body), "body");
            assertRefused(shop.post("/api/carts", body), "body");
        }
        assertThat(shop.get("/api/orders/4539578763621486").body()).doesNotContainPattern(TRACE);
        assertNotLogged();
    }

    @Test
    void numbersOfGoodsAndDeliveriesPass() {
        assertThat(shop.put("/api/products/" + GTIN, Map.of("name", "Mug", "price", Shop.money("1.00")))
                        .status())
                .isEqualTo(200);
        shop.awaitKnown(GTIN);
        Map<String, Object> receipt = Map.of("quantity", 5, "reference", "123456789012345675");
        assertThat(shop.post("/api/stock/" + GTIN + "/receipts", receipt).status())
                .isEqualTo(201);
        shop.awaitStatus(shop.place(Map.of(GTIN, 1), "pm_card_visa", Map.of()), "COMPLETED");
        String cart = shop.cartWith(GTIN, 1);
        assertThat(Shop.send(shop.request("/api/carts/" + cart + "/items/" + GTIN)
                                .DELETE())
                        .status())
                .isEqualTo(200);
    }

    /** With a body that is right but for what is tried, and names of things that do not exist. */
    private static Shop.Answer call(Operation operation, Map<String, String> path, String body, String... headers) {
        String address = operation.path();
        for (String variable : operation.variables()) {
            String value = path.getOrDefault(
                    variable, variable.equals("sku") ? "MUG" : UUID.randomUUID().toString());
            address = address.replace("{" + variable + "}", value);
        }
        String query = operation.requiredQuery(
                path.getOrDefault("query", UUID.randomUUID().toString()));
        HttpRequest.Builder request = shop.request(address + query);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Shop.send(request.method(operation.method(), HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void assertRefused(Shop.Answer answer, String field) {
        assertThat(answer.status()).as(field + ": " + answer.body()).isEqualTo(422);
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:waybill:problem:card-number");
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.body()).doesNotContainPattern(TRACE);
    }

    private static void assertNotLogged() {
        assertThat(LOG.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.matches("(?s).*(" + TRACE + ").*"))
                .isEmpty();
        LOG.list.clear();
    }

    private static void assertNotStored() {
        JdbcTemplate database = shop.bean(JdbcTemplate.class);
        String bytes = HexFormat.of().formatHex("4539".getBytes(StandardCharsets.US_ASCII)) + "(..)?"
                + HexFormat.of().formatHex("5787".getBytes(StandardCharsets.US_ASCII));
        for (String table : database.queryForList(
                "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname !~ '^(pg_|information)'",
                String.class)) {
            assertThat(database.queryForObject(
                            "select count(*) from " + table + " as stored where stored::text ~ ?",
                            Long.class,
                            TRACE + "|" + bytes))
                    .as(table)
                    .isZero();
        }
    }
}
