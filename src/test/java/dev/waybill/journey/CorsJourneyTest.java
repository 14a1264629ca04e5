package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the sites that are allowed may call the API with a token or password of their own, and no others. */
@Tag(Shop.ONE_JVM)
@Order(4)
class CorsJourneyTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = RoleShop.open();
    }

    static List<ApiDescription.Operation> operations() {
        return ApiDescription.of(shop).operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aBrowserMayAskForEveryCall(ApiDescription.Operation operation) throws Exception {
        String path = operation.path().replaceAll("\\{[^}]*}", "no-such");

        var answer = preflight(RoleShop.ALLOWED_SITE, path, operation.method());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(RoleShop.ALLOWED_SITE);
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains(operation.method());
        assertThat(header(answer, "Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
        assertThat(preflight("https://evil.example", path, operation.method()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAllowedPageOrdersAndReadsWhereItsOrderIs() throws Exception {
        var placed = send(fromPage(RoleShop.ALLOWED_SITE, "/api/orders")
                .POST(BodyPublishers.ofString(
                        Shop.JSON.writeValueAsString(Shop.order(Map.of("MUG", 1), "pm_card_visa", Map.of())))));

        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(header(placed, "Access-Control-Allow-Origin")).isEqualTo(RoleShop.ALLOWED_SITE);
        assertThat(header(placed, "Access-Control-Expose-Headers")).contains("Location", "ETag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://shop.example",
                "https://shop.example:8443",
                "https://shop.example.evil.example",
                "null"
            })
    void aPageOfAnotherSiteIsRefused(String origin) throws Exception {
        for (var answer : List.of(
                send(fromPage(origin, "/api/orders").GET()),
                send(fromPage(origin, "/api/carts").POST(BodyPublishers.noBody())))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    /** What is not the API is not called by other sites' pages, whichever they are. */
    @ParameterizedTest
    @ValueSource(strings = {"/login", "/orders", "/logout", "/camunda/app/cockpit/", "/actuator/prometheus"})
    void pagesAreForThisSiteOnly(String path) throws Exception {
        assertThat(preflight(RoleShop.ALLOWED_SITE, path, "POST").headers().map())
                .doesNotContainKey("access-control-allow-origin");
    }

    /** A login of this site's pages, which a browser would add by itself, is not used for another's. */
    @Test
    void aLoginHereIsOfNoUseToAnAllowedPage() throws Exception {
        var answer = send(fromPage(RoleShop.ALLOWED_SITE, "/api/carts")
                .header("Cookie", "waybill-session=MDEyMw")
                .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> preflight(String origin, String path, String method) throws Exception {
        return send(HttpRequest.newBuilder(java.net.URI.create(shop.url() + path))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization, content-type"));
    }

    private static HttpRequest.Builder fromPage(String origin, String path) {
        return shop.request(path).header("Origin", origin).header("Sec-Fetch-Site", "cross-site");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
