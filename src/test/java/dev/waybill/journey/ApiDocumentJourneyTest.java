package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.journey.ApiDescription.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operations answer, in success and failure, is as the API's document describes it: each status, type and field. */
@Tag(Shop.ONE_JVM)
@Order(4)
class ApiDocumentJourneyTest {

    /** What succeeds only where something has gone wrong; other journeys let it. */
    private static final Set<String> NEED_A_FAULT = Set.of(
            "GET /api/parked-messages/{id}",
            "POST /api/parked-messages/{id}/redrive",
            "POST /api/parked-messages/{id}/discard",
            "GET /api/reconciliation/violations/{id}/repair",
            "POST /api/reconciliation/violations/{id}/repair");

    private static final String LARGE = "{\"x\": \"" + "x".repeat(300_000) + "\"}";

    private static Shop shop;
    private static ApiDescription api;
    private static String completed;
    /** The sample catalogue. */
    private static List<String> unattributed;

    @BeforeAll
    static void open() {
        shop = RoleShop.open();
        unattributed = new Initiators(shop).unattributed();
        api = ApiDescription.of(shop);
        completed = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(completed, "COMPLETED");
        shop.put("/api/discount-codes/TENOFF", Map.of("percentOff", 10));
        shop.put("/api/customers/ada/contact", Map.of("email", "ada@example.org"));
        Awaitility.await().until(() -> shop.get("/api/desk/orders/" + completed).status() == 200);
        Awaitility.await().until(() -> shop.get("/api/desk/stock/MUG").status() == 200);
    }

    static List<Operation> operations() {
        return api.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void successIsAsDescribed(Operation operation) throws Exception {
        if (NEED_A_FAULT.contains(operation.toString())) {
            assertThat(operation.statuses()).containsAnyOf("200", "202");
            return;
        }
        String body =
                SampleBody.smallest(api).of(operation).map(Object::toString).orElse("");

        Shop.Answer answer = operation.path().endsWith("/stream")
                ? begun(address(operation))
                : Shop.send(shop.request(address(operation)).method(operation.method(), BodyPublishers.ofString(body)));

        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        assertThat(api.wrong(operation, answer)).isEmpty();
        assertThat(operation.statuses().stream().filter(status -> status.startsWith("2")))
                .containsExactly(String.valueOf(answer.status()));
        assertThat(new Initiators(shop).unattributed())
                .as("what a request records is recorded as its user's doing")
                .isEqualTo(unattributed);
    }

    /** With a thing of its own for each change. */
    private static String address(Operation operation) {
        String address = operation.path();
        return switch (address.split("/")[2]) {
            case "orders" ->
                address.replace("{id}", operation.isChange() && address.contains("{id}") ? declined() : completed);
            case "carts" ->
                address.contains("{id}") ? address.replace("{id}", cart()).replace("{sku}", "MUG") : address;
            case "customers" ->
                address.replace(
                        "{id}",
                        operation.method().equals("DELETE") ? UUID.randomUUID().toString() : "ada");
            case "mailbox", "contact" -> address + "?customerId=ada";
            case "shipments", "sandbox" -> address + "?orderId=" + completed;
            case "projections" -> address.replace("{context}", "desk").replace("{name}", projection());
            default ->
                address.replace("{sku}", "MUG")
                        .replace("{code}", "TENOFF")
                        .replace("{key}", "order-fulfillment")
                        .replace("{version}", "2")
                        .replaceAll("\\{(id|orderId)}", completed);
        };
    }

    /** Its customer has seen what it costs where the samples' addresses are. */
    private static String cart() {
        String id = shop.cartWith("MUG", 1);
        assertThat(shop.put("/api/carts/" + id + "/country", Map.of("country", SampleBody.COUNTRY))
                        .status())
                .isEqualTo(200);
        return id;
    }

    private static String declined() {
        String id = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(id, "PAYMENT_DECLINED");
        return id;
    }

    private static String projection() {
        for (var projection : shop.get("/api/projections").json()) {
            if (projection.path("context").asText().equals("desk")) {
                return projection.path("name").asText();
            }
        }
        throw new AssertionError("the desk has no projection");
    }

    /** A stream is left as soon as it has begun. */
    private static Shop.Answer begun(String address) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(shop.request(address).GET().build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return new Shop.Answer(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), "", "", "");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void failureIsAsDescribed(Operation operation) {
        String address = operation.path().replaceAll("\\{[^}]*}", "no-such") + operation.requiredQuery("no-such");
        Set<Integer> seen = new TreeSet<>();
        for (HttpRequest.Builder wrong : wrong(operation, address)) {
            Shop.Answer answer = Shop.send(wrong);
            assertThat(api.wrong(operation, answer))
                    .as(operation + " " + answer)
                    .isEmpty();
            assertThat(answer.status()).as(operation + " " + answer).isBetween(200, 499);
            seen.add(answer.status());
        }
        assertThat(seen).contains(401, 403);
        assertThat(seen.containsAll(Set.of(400, 413, 415, 422)) || !operation.takesBody())
                .as(seen.toString())
                .isTrue();
    }

    /** Without a login, without the role, unreadable, too large, of another type or for another, and with a card number. */
    private static List<HttpRequest.Builder> wrong(Operation operation, String address) {
        String method = operation.method();
        HttpRequest.Builder anonymous = HttpRequest.newBuilder(URI.create(shop.url() + address));
        return List.of(
                anonymous.method(method, BodyPublishers.noBody()),
                shop.requestAs("nothing", address).method(method, BodyPublishers.noBody()),
                changed(operation, address, "{"),
                changed(operation, address, "{}"),
                changed(operation, address, LARGE),
                changed(operation, address, "{\"4111111111111111\": 1}"),
                changed(operation, address, "{}").setHeader("Content-Type", "text/plain"),
                changed(operation, address, "{}").header("Accept", "image/png"),
                changed(operation, address.replace("no-such", "4111111111111111"), "{}"),
                changed(
                        operation,
                        address + (address.contains("?") ? "&" : "?")
                                + "limit=0&asOf=x&after=x&longerThan=x&status=x&orderId=",
                        "{}"));
    }

    /** As a user with every right; the desk's stream as one without, as it would never end. */
    private static HttpRequest.Builder changed(Operation operation, String address, String body) {
        boolean sends = operation.isChange() && !operation.method().equals("DELETE");
        HttpRequest.Builder request = operation.path().equals("/api/desk/stream")
                ? shop.requestAs("warehouse", address)
                : shop.request(address);
        return request.method(operation.method(), sends ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
    }

    @Test
    void documentsHowToLogInAndHowFarPagesGo() {
        assertThat(api.document().at("/components/securitySchemes/basic/scheme").asText())
                .isEqualTo("basic");
        assertThat(api.document()
                        .at("/components/securitySchemes/bearer/scheme")
                        .asText())
                .isEqualTo("bearer");
        assertThat(api.document().path("security").findValuesAsText("basic")).hasSize(1);
        assertThat(api.document().path("security").findValuesAsText("bearer")).hasSize(1);
        api.operations()
                .forEach(operation -> operation.described().path("parameters").forEach(parameter -> {
                    if (parameter.path("name").asText().equals("limit")) {
                        assertThat(parameter.at("/schema/minimum").asInt()).isEqualTo(1);
                        assertThat(parameter.at("/schema/maximum").asInt()).isEqualTo(200);
                    }
                }));
    }
}
