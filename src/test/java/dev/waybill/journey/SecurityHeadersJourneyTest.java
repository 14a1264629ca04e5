package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of every answer that browsers obey: of pages, the API, refusals, errors, documents and libraries' pages. */
class SecurityHeadersJourneyTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Shop shop = Shop.open();

    private HttpRequest.Builder asked(String path, String accept) {
        return shop.request(path).header("Accept", accept).header("X-Forwarded-Proto", "https");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest(name = "{0} as {1} is {2}")
    @CsvSource({
        "/orders, text/html, 200",
        "/login, text/html, 200",
        "/stock, text/html, 200",
        "/orders/no-such-order, text/html, 404",
        "/no-such-page, text/html, 404",
        "/api/orders, application/json, 200",
        "/api/orders?status=NO_SUCH, application/json, 400",
        "/api/orders/no-such-order, application/json, 404",
        "/api/stock/LAMP, application/json, 200",
        "/api/desk/statuses, application/json, 200",
        "/actuator/health, application/json, 200",
        "/asyncapi.json, application/json, 200",
        "/assets/parts.js, */*, 200",
        "/swagger-ui/index.html, text/html, 200",
        "/v3/api-docs, application/json, 200"
    })
    void everyAnswerKeepsBrowsersWithinThisSite(String path, String accept, int status) throws Exception {
        HttpResponse<String> answer = send(asked(path, accept));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type"))
                .matches("text/html(;\\s?charset=UTF-8)?|application/.+|text/(css|javascript).*");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Strict-Transport-Security")).matches("max-age=31536000 ?; includeSubDomains");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
    }

    /** The page of Swagger UI, a file of its library, names it in the document instead. */
    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/login", "/stock", "/no-such-page"})
    void pagesNameTheirCharset(String path) throws Exception {
        assertThat(header(send(asked(path, "text/html")), "Content-Type")).matches("text/html;\\s?charset=UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /login",
        "GET, /actuator/health",
        "OPTIONS, /login",
        "OPTIONS, /api/orders",
        "OPTIONS, /api/products/LAMP"
    })
    void pagesOfOtherSitesReadNoAnswers(String method, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shop.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "PUT");

        assertThat(send(request).headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/login", "/api/orders", "/api/orders/no-such-order", "/actuator/health", "/api/bills/x"})
    void noAnswerIsCached(String path) throws Exception {
        assertThat(header(send(asked(path, "*/*")), "Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/api/orders",
                "/api/orders/no-such-order",
                "/actuator/health",
                "/assets/parts.js",
                "/swagger-ui/index.html"
            })
    void noAnswerRunsScriptsOfOtherSites(String path) throws Exception {
        HttpResponse<String> answer = send(asked(path, "*/*"));

        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'")
                .doesNotContain("script-src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/orders", "/api/orders/x/events", "/actuator/prometheus", "/v3/api-docs", "/no-such-page"})
    void requestsWithoutALoginLearnNothingElse(String path) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(shop.url() + path)).header("Accept", "application/json");
        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(answer.body()).contains("unauthorized").doesNotContain("Exception", "dev.waybill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/orders", "/login", "/assets/parts.js"})
    void traceIsNotSupported(String path) throws Exception {
        HttpRequest.Builder request = asked(path, "*/*")
                .method("TRACE", HttpRequest.BodyPublishers.noBody())
                .header("X-Secret", "echo-me");

        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("echo-me");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.git/config", "/.git/HEAD", "/assets/", "/webjars/", "/static/", "/META-INF/MANIFEST.MF"})
    void neitherDirectoriesNorFilesOfTheBuildAreServed(String path) throws Exception {
        assertThat(send(asked(path, "*/*")).statusCode()).isIn(401, 404);
    }

    @Test
    void theListOfComponentsIsNotServed() throws Exception {
        assertThat(send(asked("/META-INF/sbom/application.cdx.json", "*/*")).statusCode())
                .isIn(401, 404);
        assertThat(send(asked("/actuator/sbom", "*/*")).statusCode()).isEqualTo(404);
    }
}
