package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The order desk as a browser receives it: login by a form, a session by a cookie, and every text of others escaped. */
class PagesJourneyTest {

    private static final HttpClient BROWSER = HttpClient.newHttpClient(); // follows no redirect, keeps no cookie

    private final Shop shop = Shop.open();

    private HttpRequest.Builder page(String path) {
        return HttpRequest.newBuilder(shop.request(path).build().uri()).header("Accept", "text/html,*/*");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return BROWSER.send(request.build(), BodyHandlers.ofString());
    }

    private Visitor admin() {
        return Visitor.loggedIn(shop.url(), "admin", "admin");
    }

    private String shown(String path) throws Exception {
        HttpResponse<String> answer = admin().get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';")
                .doesNotContain("script-src");
        return answer.body();
    }

    /** The target of a redirect: a path, so that it is valid behind any ingress. */
    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aVisitorWhoIsNotLoggedInIsSentToTheLoginAndBack() throws Exception {
        HttpResponse<String> anonymous = send(page("/orders?status=PAID"));
        assertThat(anonymous.statusCode()).isEqualTo(302);
        assertThat(location(anonymous)).isEqualTo("/login?to=%2Forders%3Fstatus%3DPAID");

        var visitor = new Visitor(shop.url());
        HttpResponse<String> wrong = visitor.logIn("admin", "guessed", "/");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("No user has this name and password", "value=\"admin\"");
        assertThat(visitor.cookies()).containsOnlyKeys("waybill-csrf");

        assertThat(location(visitor.logIn("admin", "admin", "/orders?status=PAID")))
                .isEqualTo("/orders?status=PAID");
    }

    @ParameterizedTest
    @CsvSource({"'/\t/evil.example'", "//evil.example/", "https://evil.example/", "/\\evil.example"})
    void aLoginLeadsToNoOtherSite(String elsewhere) throws Exception {
        assertThat(location(new Visitor(shop.url()).logIn("admin", "admin", elsewhere)))
                .isEqualTo("/");
    }

    @Test
    void aLoginOverHttpsIsValidForHttpsOnly() {
        var visitor = new Visitor(shop.url());
        HttpResponse<String> secure = visitor.logIn("admin", "admin", "/", "X-Forwarded-Proto", "https");
        assertThat(secure.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-waybill-session=")
                        .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
                        .doesNotContain("Domain"));
        assertThat(visitor.cookies()).containsOnlyKeys("__Host-waybill-session");
        assertThat(visitor.get("/orders").statusCode()).as("without https").isEqualTo(302);
        visitor.get("/orders", "X-Forwarded-Proto", "https");
        HttpResponse<String> out = visitor.form("/logout", Map.of(), "X-Forwarded-Proto", "https");
        assertThat(out.headers().firstValue("Clear-Site-Data")).contains("\"cache\", \"storage\"");

        assertThat(new Visitor(shop.url())
                        .logIn("admin", "admin", "/")
                        .headers()
                        .allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("waybill-session=").doesNotContain("Secure"));
    }

    @Test
    void programsReceiveAChallengeWhenCredentialsAreMissing() throws Exception {
        HttpResponse<String> answer = send(page("/api/orders"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Waybill\"");
    }

    @Test
    void aBrowserWhoseLoginHasEndedIsNotAskedByItsOwnDialog() throws Exception {
        Visitor visitor = admin();
        visitor.get("/orders");
        Visitor copied = visitor.at(shop.url());
        assertThat(location(visitor.logOut())).isEqualTo("/login");
        visitor.get("/login");

        assertThat(copied.get("/api/orders").statusCode()).as("a copied cookie").isEqualTo(401);
        HttpResponse<String> answer = visitor.get("/api/orders");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("the login has ended");
    }

    @Test
    void onlyPagesOfThisSiteChangeAnythingWithALogin() {
        String id = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        String path = "/api/orders/" + id + "/cancellation";
        String reason = "{\"reason\": \"clicked\"}";
        Visitor visitor = admin();
        visitor.get("/orders");
        assertThat(visitor.get("/api/orders/" + id).statusCode()).isEqualTo(200);

        assertThat(visitor.forged(path, reason).statusCode()).isEqualTo(403);
        assertThat(visitor.forged(path, reason, "X-CSRF-TOKEN", "guessed").statusCode())
                .isEqualTo(403);
        assertThat(visitor.post(path, reason, "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(visitor.post(path, reason, "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(202);
        visitor.cookies().put("waybill-session", UUID.randomUUID().toString());
        assertThat(visitor.get("/api/orders").statusCode())
                .as("an unknown session")
                .isEqualTo(401);
    }

    @Test
    void aRequestWithItsOwnCredentialsNeitherCreatesNorReadsASession() throws Exception {
        Visitor visitor = admin();
        String wrong = "Basic " + Base64.getEncoder().encodeToString("admin:guessed".getBytes(StandardCharsets.UTF_8));

        assertThat(visitor.get("/api/orders", "Authorization", wrong).statusCode())
                .isEqualTo(401);
        for (String path : List.of("/api/orders", "/orders", "/camunda/app/cockpit/default/")) {
            HttpResponse<String> program = send(shop.request(path).GET());
            assertThat(program.statusCode()).as(path).isEqualTo(200);
            assertThat(program.headers().allValues("Set-Cookie"))
                    .as(path)
                    .noneMatch(cookie -> cookie.contains("session") || cookie.contains("SESSION"));
        }
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
                .as("the page asks the order context which actions are possible")
                .contains("data-offers=\"CANCEL\"")
                .doesNotContain("<script>alert", "data-action");
        assertThat(shown("/orders/" + id + "?asOf=2020-01-31T12:00:00Z"))
                .as("before anything was published")
                .doesNotContain("/stock/MUG")
                .contains("class=\"later\"");
        assertThat(shown("/orders?q=" + id)).contains("data-order=\"" + id + "\"");
        assertThat(shown("/orders?q=" + id.substring(0, 8))).contains("data-order=\"" + id + "\"");
        assertThat(shown("/orders?q=" + id.substring(0, 7))).contains("No matching orders");
        assertThat(shown("/orders?q=no-such-customer")).contains("No matching orders");
        assertThat(shown(search + "&age=under-PT1H")).contains("data-order=\"" + id + "\"");
        assertThat(shown(search + "&age=over-PT1H")).contains("No matching orders");
        assertThat(admin().get("/orders?age=old").body()).contains("must be like under-PT1H");
        for (String wrong : List.of(
                "age=over-P999999999D",
                "age=under--P1D",
                "standing=PT-1S",
                "after=x_y",
                "after=10000-01-31T12:00:00Z_y",
                "after=2026-01-31T12:00:00Z_%00",
                "after=2026-01-31T12:00:00Z_%7Bx%7D&q=x",
                "q=%00")) {
            assertThat(admin().get("/orders?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(admin().get("/orders/" + id + "?asOf=%2B999999999-12-31T00:00:00Z")
                        .body())
                .contains("must be an instant like");
    }

    @Test
    void stockIsShownWithTheOrdersThatWaitForIt() throws Exception {
        String sku = shop.sellNew("PAGE", "10.00", 3);
        String older = shop.place(Map.of(sku, 5), "pm_card_visa", Map.of());
        shop.awaitStatus(older, "BACK_ORDERED");
        String younger = shop.place(Map.of(sku, 4), "pm_card_visa", Map.of());
        shop.awaitStatus(younger, "BACK_ORDERED");
        Awaitility.await().until(() -> shown("/stock/" + sku).contains(younger));

        assertThat(shown("/stock/" + sku))
                .contains("Next: it has waited the longest.", "delivery note")
                .containsSubsequence(older, younger);
        assertThat(shown("/stock?q=" + sku)).contains("href=\"/stock/" + sku + "\"");
        shop.receive(sku, 6);
        shop.awaitStatus(younger, "COMPLETED");
        Awaitility.await().until(() -> shown("/stock/" + sku).contains("None: no order waits for this SKU."));
    }

    @Test
    void theFlowShowsOrdersByStatusAndTheirThroughput() throws Exception {
        String id = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(id, "PAYMENT_DECLINED");

        Awaitility.await()
                .until(() ->
                        shown("/flow").matches("(?s).*data-status=\"PAYMENT_DECLINED\" data-orders=\"[1-9]\\d*\".*"));
        assertThat(shown("/flow")).contains("href=\"/orders?status=PAYMENT_DECLINED\"", "Parked messages");
        assertThat(arrived(shown("/flow"), "PLACED")).isPositive();
        assertThat(shop.get("/api/outboxes").json().findValuesAsText("context")).contains("desk");
        shop.cancel(id);
    }

    @Test
    void aStatusThatThisReleaseDoesNotKnowIsShownAsItsText() throws Exception {
        String id = shop.place(Map.of(shop.sellNew("LATER", "10.00", 0), 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        Awaitility.await().until(() -> shown("/orders?status=BACK_ORDERED").contains(id));
        shows(id, "BACK_ORDERED", "PARCEL_LOST", "PARCEL_LOST");
        try {
            assertThat(shown("/orders?status=PARCEL_LOST"))
                    .contains(id, "data-status=\"PARCEL_LOST\">parcel lost</span>", "id=\"only-PARCEL_LOST\"");
            assertThat(shown("/orders/" + id)).contains("data-status=\"PARCEL_LOST\">parcel lost</span>");
            assertThat(shown("/flow")).contains("data-status=\"PARCEL_LOST\">parcel lost</a>");
            assertThat(shop.get("/api/desk/orders/" + id).json().path("status").asText())
                    .isEqualTo("PARCEL_LOST");
            assertThat(shop.get("/api/desk/statuses").json().path("PARCEL_LOST").asInt())
                    .isEqualTo(1);
        } finally {
            shows(id, "PARCEL_LOST", "BACK_ORDERED", "PLACED");
            shop.bean(JdbcTemplate.class).update("delete from desk.order_count where status = 'PARCEL_LOST'");
            shop.cancel(id);
        }
    }

    /** The desk's views show another status of an order, as if another release had written them. */
    private void shows(String id, String before, String status, String stage) {
        var jdbc = shop.bean(JdbcTemplate.class);
        jdbc.update(
                "update desk.order_desk set status = ?, facts = jsonb_set(facts, '{order,stage}', to_jsonb(?::text))"
                        + " where order_id = ?",
                status,
                stage,
                id);
        jdbc.update("update desk.order_count set orders = orders - 1 where status = ?", before);
        jdbc.update(
                "insert into desk.order_count as c (status, orders) values (?, 1)"
                        + " on conflict (status) do update set orders = c.orders + 1",
                status);
    }

    /** How many orders reached a status in the last hour, according to the page. */
    private static long arrived(String page, String status) {
        Matcher row = Pattern.compile("(?s)Per minute in the last hour.*?data-status=\"" + status
                        + "\".*?</svg></td>\\s*<td[^>]*>[\\d,]+</td>" + "\\s*<td[^>]*>([\\d,]+)</td>")
                .matcher(page);
        assertThat(row.find()).isTrue();
        return Long.parseLong(row.group(1).replace(",", ""));
    }

    @Test
    void whatDoesNotExistIsAnsweredWithAPage() throws Exception {
        HttpResponse<String> answer = admin().get("/orders/no-such-order");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no order no-such-order at the desk.", "Home page");
        HttpResponse<String> unknown = admin().get("/oders");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("This page does not exist.", "Home page");
        assertThat(shop.get("/oders").json().path("type").asText()).startsWith("urn:waybill:problem:");
        assertThat(admin().get("/orders?status=NONE").body()).contains("No matching orders");
        assertThat(admin().get("/orders?status=" + "N".repeat(65)).body())
                .contains("N” is not a valid value of “status”");
    }
}
