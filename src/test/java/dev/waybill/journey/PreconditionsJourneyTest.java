package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.journey.ApiDescription.Operation;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two agents, one order: an agent who has not seen the other's change does not overwrite it, and setting a value again
 * changes nothing.
 */
class PreconditionsJourneyTest {

    private static Shop shop;
    private static String sku;

    @BeforeAll
    static void open() {
        shop = Shop.open();
        sku = shop.sellNew("AGENTS", "100.00", 0);
    }

    /** A call that changes an order. */
    record Change(String method, String path, Object same, Object other) {

        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Change> changes() {
        var order = Shop.order(Map.of(), "", Map.of());
        var elsewhere = Map.of(
                "name", "Ada", "street", "Side Street 2", "city", "Berlin", "postalCode", "10117", "country", "DE");
        return Stream.of(
                new Change(
                        "PUT", "/lines", Map.of("items", List.of(item(1), item(1))), Map.of("items", List.of(item(3)))),
                new Change("PUT", "/ship-to", order.get("shipTo"), elsewhere),
                new Change(
                        "PUT",
                        "/payment-method",
                        Map.of("paymentMethod", "pm_card_visa"),
                        Map.of("paymentMethod", "pm_card_mastercard")),
                new Change("POST", "/cancellation", null, Map.of("reason", "changed my mind")));
    }

    private static Map<String, Object> item(int quantity) {
        return Map.of("sku", sku, "quantity", quantity);
    }

    private static String waiting() {
        String id = shop.place(Map.of(sku, 2), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        return id;
    }

    private static String etag(String id) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(shop.request("/api/orders/" + id).GET().build(), HttpResponse.BodyHandlers.ofString());
            return answer.headers().firstValue("ETag").orElse("none");
        }
    }

    private static Shop.Answer call(String id, Change change, Object body, String... headers) throws Exception {
        HttpRequest.Builder request = shop.request("/api/orders/" + id + change.path());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Shop.send(request.method(change.method(), BodyPublishers.ofString(Shop.JSON.writeValueAsString(body))));
    }

    @Test
    void theEntityTagIsTheVersion() throws Exception {
        String id = waiting();
        long version = shop.orderOf(id).path("version").asLong();

        assertThat(etag(id)).isEqualTo("\"" + version + "\"");
        assertThat(shop.get("/api/orders/" + id + "?asOf=1")
                        .json()
                        .path("version")
                        .asLong())
                .isEqualTo(1);
        assertThat(Shop.send(shop.request("/api/orders/" + id)
                                .header("If-None-Match", etag(id))
                                .GET())
                        .status())
                .isEqualTo(304);
    }

    @Test
    void everyCallThatChangesAnOrderTakesThem() {
        List<String> with = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (Operation operation : ApiDescription.of(shop).operations()) {
            boolean changes = operation.isChange() && operation.path().startsWith("/api/orders/{id}/");
            boolean takes = operation.parameters("header").contains("If-Match")
                    && operation.statuses().contains("412");
            if (changes) {
                (takes ? with : without).add(operation.path().substring("/api/orders/{id}".length()));
            }
        }
        assertThat(without).isEmpty();
        assertThat(with)
                .containsExactlyInAnyOrderElementsOf(changes().map(Change::path).toList());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aStaleOneIsRefusedAndChangesNothing(Change change) throws Exception {
        String id = waiting();
        long version = shop.orderOf(id).path("version").asLong();

        for (String stale : List.of(
                "\"1\"", "\"" + (version - 1) + "\", \"" + (version + 1) + "\"", "W/\"" + version + "\"", "\"a,b\"")) {
            Shop.Answer answer = call(id, change, change.other(), "If-Match", stale);
            assertThat(answer.status()).as(stale + answer.body()).isEqualTo(412);
            assertThat(answer.body()).contains("version " + version);
        }
        for (String malformed : List.of("3", "\"3", "*, \"3\"", "\"3\" \"4\"", "w/\"3\"", ",")) {
            Shop.Answer answer = call(id, change, change.other(), "If-Match", malformed);
            assertThat(answer.status()).as(malformed + answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("If-Match");
        }
        assertThat(shop.orderOf(id).path("version").asLong()).isEqualTo(version);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theCurrentOneIsAccepted(Change change) throws Exception {
        for (String form : List.of("%s", "*", "\"0\" , %s,", "W/\"9\",%s")) {
            String id = waiting();
            Shop.Answer answer = call(id, change, change.other(), "If-Match", form.formatted(etag(id)));
            assertThat(answer.status()).as(form + answer.body()).isEqualTo(202);
        }
    }

    static Stream<Change> repeatable() {
        return changes().filter(change -> change.same() != null);
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void aChangeToTheSameIsAcceptedAndChangesNothing(Change change) throws Exception {
        String customer = "same-" + UUID.randomUUID();
        String id = shop.place(Map.of(sku, 2), "pm_card_visa", Map.of("customerId", customer));
        var before = shop.awaitStatus(id, "BACK_ORDERED");

        for (int time = 0; time < 3; time++) {
            Shop.Answer answer = call(id, change, change.same());
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.json()).isEqualTo(before);
        }

        assertThat(call(id, change, change.other()).status()).isEqualTo(202);
        Awaitility.await().until(() -> shop.orderOf(id).path("revision").asInt() == 2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(shop.get("/api/customers/" + customer + "/mailbox")
                                .json())
                        .hasSize(2));
    }
}
