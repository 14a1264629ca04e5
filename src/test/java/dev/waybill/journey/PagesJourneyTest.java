package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order desk as a browser gets it: logged in by a form, kept by a cookie, every text of others as text. */
class PagesJourneyTest {

    private static final HttpClient BROWSER = HttpClient.newHttpClient(); // follows no redirect, keeps no cookie

    private final Shop shop = Shop.open();

    private HttpRequest.Builder page(String path) {
        return HttpRequest.newBuilder(shop.request(path).build().uri()).header("Accept", "text/html,*/*");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return BROWSER.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> logIn(String password, String to, String... headers) throws Exception {
        String form = "name=admin&password=" + password + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        HttpRequest.Builder request = page("/login").header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private String cookie() throws Exception {
        String set = logIn("admin", "/").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly", "SameSite=Lax", "Path=/");
        return set.substring(0, set.indexOf(';'));
    }

    private String shown(String path) throws Exception {
        HttpResponse<String> answer = send(page(path).header("Cookie", cookie()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';")
                .doesNotContain("script-src");
        return answer.body();
    }

    /** Where an answer leads to: a path, so that it holds behind any ingress. */
    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void whoIsNotLoggedInIsAskedToAndLedBack() throws Exception {
        HttpResponse<String> stranger = send(page("/orders?status=PAID"));
        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(location(stranger)).isEqualTo("/login?to=%2Forders%3Fstatus%3DPAID");

        HttpResponse<String> wrong = logIn("guessed", "/");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("No user has this name and password");
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();

        assertThat(location(logIn("admin", "/orders?status=PAID"))).isEqualTo("/orders?status=PAID");
    }

    @ParameterizedTest
    @CsvSource({"'/\t/evil.example'", "//evil.example/", "https://evil.example/", "/\\evil.example"})
    void aLoginLeadsToNoOtherSite(String elsewhere) throws Exception {
        assertThat(location(logIn("admin", elsewhere))).isEqualTo("/");
    }

    @Test
    void aLoginOverHttpsIsForHttpsAlone() throws Exception {
        assertThat(logIn("admin", "/", "X-Forwarded-Proto", "https").headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("; Secure"));
        assertThat(logIn("admin", "/").headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).doesNotContain("Secure"));
    }

    @Test
    void programsAreStillToldThatAUserIsMissing() throws Exception {
        HttpResponse<String> answer = send(page("/api/orders"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Waybill\"");
    }

    @Test
    void aBrowserWhoseLoginHasEndedIsNotAskedByItsOwnDialog() throws Exception {
        String cookie = cookie();
        HttpResponse<String> out = send(page("/logout")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.noBody()));
        String after = out.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(location(out)).isEqualTo("/login");

        HttpResponse<String> answer =
                send(page("/api/orders").header("Cookie", after.substring(0, after.indexOf(';'))));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("the login has ended");
    }

    @Test
    void theCookieReadsAnywhereButOnlyOwnPagesChangeAnythingWithIt() throws Exception {
        String id = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        HttpRequest.BodyPublisher reason = HttpRequest.BodyPublishers.ofString("{\"reason\": \"clicked\"}");
        String path = "/api/orders/" + id + "/cancellation";
        String cookie = cookie();
        assertThat(send(page("/api/orders/" + id).header("Cookie", cookie)).statusCode())
                .isEqualTo(200);

        assertThat(send(json(path, cookie).POST(reason)).statusCode()).isEqualTo(403);
        assertThat(send(json(path, cookie)
                                .header("Origin", "http://evil.example")
                                .POST(reason))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(json(path, cookie).header("Sec-Fetch-Site", "same-site").POST(reason))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(json(path, cookie)
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(reason))
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(page("/api/orders").header("Cookie", cookie.substring(0, cookie.length() - 4) + "AAAA"))
                        .statusCode())
                .as("a cookie that was not signed here")
                .isEqualTo(401);
    }

    private HttpRequest.Builder json(String path, String cookie) {
        return page(path).header("Content-Type", "application/json").header("Cookie", cookie);
    }

    @Test
    void anOrderIsFoundAndShownWithWhatHappened() throws Exception {
        String customer = "<script>alert('" + UUID.randomUUID() + "')</script>";
        String escaped = customer.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;");
        String id = shop.place(Map.of("MUG", 2), "pm_card_visa", Map.of("customerId", customer));
        shop.awaitStatus(id, "COMPLETED");
        String search = "/orders?status=COMPLETED&q=" + URLEncoder.encode(customer, StandardCharsets.UTF_8);
        Awaitility.await().until(() -> shown(search).contains("data-order=\"" + id + "\""));

        assertThat(shown(search)).contains(escaped, "2 × MUG").doesNotContain("<script>alert");
        assertThat(shown("/orders/" + id))
                .contains(escaped, "Order placed", "Payment captured", "Shipment delivered", "Order completed")
                .contains("It was dispatched.")
                .doesNotContain("<script>alert", "data-action=\"cancel\"");
        assertThat(shown("/orders/" + id + "?asOf=2020-01-31T12:00:00Z"))
                .as("before anything was told")
                .doesNotContain("/stock/MUG")
                .contains("class=\"later\"");
        assertThat(shown("/orders?q=" + id)).contains("data-order=\"" + id + "\"");
        assertThat(shown("/orders?q=" + id.substring(0, 8))).contains("data-order=\"" + id + "\"");
        assertThat(shown("/orders?q=" + id.substring(0, 7))).contains("No order is like that");
        assertThat(shown("/orders?q=nobody-is-called-that")).contains("No order is like that");
        assertThat(shown(search + "&age=under-PT1H")).contains("data-order=\"" + id + "\"");
        assertThat(shown(search + "&age=over-PT1H")).contains("No order is like that");
        assertThat(send(page("/orders?age=old").header("Cookie", cookie())).body())
                .contains("must be like under-PT1H");
        for (String wrong : List.of(
                "age=over-P999999999D",
                "age=under--P1D",
                "standing=PT-1S",
                "after=x_y",
                "after=10000-01-31T12:00:00Z_y",
                "after=2026-01-31T12:00:00Z_%00",
                "after=2026-01-31T12:00:00Z_%7Bx%7D&q=x",
                "q=%00")) {
            assertThat(send(page("/orders?" + wrong).header("Cookie", cookie())).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(send(page("/orders/" + id + "?asOf=%2B999999999-12-31T00:00:00Z")
                                .header("Cookie", cookie()))
                        .body())
                .contains("must be an instant like");
    }

    @Test
    void stockIsShownWithWhoWaitsForIt() throws Exception {
        String sku = shop.sellNew("PAGE", "10.00", 3);
        String older = shop.place(Map.of(sku, 5), "pm_card_visa", Map.of());
        shop.awaitStatus(older, "BACK_ORDERED");
        String younger = shop.place(Map.of(sku, 4), "pm_card_visa", Map.of());
        shop.awaitStatus(younger, "BACK_ORDERED");
        Awaitility.await().until(() -> shown("/stock/" + sku).contains(younger));

        assertThat(shown("/stock/" + sku))
                .contains("Next: it has waited longest.", "delivery note")
                .containsSubsequence(older, younger);
        assertThat(shown("/stock?q=" + sku)).contains("href=\"/stock/" + sku + "\"");
        shop.receive(sku, 6);
        shop.awaitStatus(younger, "COMPLETED");
        Awaitility.await().until(() -> shown("/stock/" + sku).contains("Nobody: every order has its pieces."));
    }

    @Test
    void theFlowShowsWhereOrdersAreAndThatTheBooksAddUp() throws Exception {
        String id = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(id, "PAYMENT_DECLINED");

        Awaitility.await()
                .until(() ->
                        shown("/flow").matches("(?s).*data-tasks=\"AwaitPaymentMethod\" data-orders=\"[1-9]\\d*\".*"));
        assertThat(shown("/flow")).contains("href=\"/orders?status=PAYMENT_DECLINED\"", "Parked messages");
        assertThat(arrived(shown("/flow"), "PLACED")).isPositive();
        assertThat(shop.get("/api/outboxes").json().findValuesAsText("context")).contains("desk");
        shop.cancel(id);
    }

    /** How many orders came to a status in the last hour, as the page says it. */
    private static long arrived(String page, String status) {
        Matcher row = Pattern.compile("(?s)In the last hour.*?data-status=\"" + status
                        + "\".*?</svg></td>\\s*<td[^>]*>[\\d,]+</td>" + "\\s*<td[^>]*>([\\d,]+)</td>")
                .matcher(page);
        assertThat(row.find()).isTrue();
        return Long.parseLong(row.group(1).replace(",", ""));
    }

    @Test
    void whatIsNotThereIsToldInAPage() throws Exception {
        HttpResponse<String> answer = send(page("/orders/no-such-order").header("Cookie", cookie()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no order no-such-order", "To the start");
        HttpResponse<String> unknown = send(page("/oders").header("Cookie", cookie()));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("There is no such page.", "To the start");
        assertThat(shop.get("/oders").json().path("type").asText()).startsWith("urn:waybill:problem:");
        assertThat(send(page("/orders?status=NONE").header("Cookie", cookie())).body())
                .contains("“NONE” is nothing that “status” could be");
    }
}
