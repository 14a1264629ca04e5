package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no library would send: they are understood as UTF-8, ignored where no code reads them, or refused. */
@Tag(Shop.ONE_JVM)
class OddHeadersJourneyTest {

    private static final String AUTHORIZATION = "Basic YWRtaW46YWRtaW4=";

    private final Shop shop = Shop.open();

    private RawConnection.Answer send(HostileRequest request) throws IOException {
        try (var connection = new RawConnection(shop.url())) {
            return connection.send(request.toBytes(), false);
        }
    }

    private static HostileRequest request(String method, String target) {
        var request = new HostileRequest(target, method, target);
        request.header("Host", "127.0.0.1");
        request.header("Authorization", AUTHORIZATION);
        return request;
    }

    private static HostileRequest order() throws IOException {
        HostileRequest request = request("POST", "/api/orders");
        request.header("Content-Type", "application/json");
        request.body(Shop.JSON.writeValueAsString(Shop.order(Map.of("MUG", 1), "pm_card_visa", Map.of())));
        return request;
    }

    /** The bytes of UTF-8, and those of ISO 8859-1, are the same key. */
    @Test
    void anIdempotencyKeyIsATextOfAnyScript() throws Exception {
        String key = "Stra\u00dfe-" + UUID.randomUUID();
        HostileRequest first = order();
        first.header("Idempotency-Key", HostileRequest.bytes(key));
        HostileRequest second = order();
        second.header("Idempotency-Key", key);

        RawConnection.Answer placed = send(first);

        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(send(second).text()).isEqualTo(placed.text());
    }

    @ParameterizedTest
    @CsvSource({"\u200b", "\u009f", "a\u0085b", "\u3164"})
    void anEmptyIdempotencyKeyOrOneOfControlCharactersIsRefused(String key) throws Exception {
        HostileRequest request = order();
        request.header("Idempotency-Key", HostileRequest.bytes(key));

        RawConnection.Answer answer = send(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("\"field\":\"Idempotency-Key\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceparent",
                "X-Unread",
                "User-Agent",
                "Referer",
                "Accept-Language",
                "Content-Language",
                "baggage"
            })
    void headersWithoutAMeaningHereAreIgnored(String header) throws Exception {
        for (String value : new String[] {"\u00c3\u009f", "\u00df", "\u0080", "\u00ff\u00fe", "\u00ed\u00a0\u0080"}) {
            HostileRequest request = order();
            request.header(header, value);
            RawConnection.Answer answer = send(request);
            assertThat(answer.status()).as(header + " " + answer.text()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.0", "99", "999999999999999999999", "\u00c3\u009f", "\u0080", "1-1"})
    void aLastEventIdThatCannotBeIsRefused(String id) throws Exception {
        String order = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        HostileRequest request = request("GET", "/api/orders/" + order + "/stream");
        request.header("Last-Event-ID", id);

        RawConnection.Answer answer = send(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("\"field\":\"Last-Event-ID\"");
    }

    @ParameterizedTest
    @CsvSource({"GET, /error, 404", "POST, /error, 404", "GET, /api/desk/stock?after=%00, 400", "GET, /no-such, 404"})
    void whatIsNotThereIsNoFailure(String method, String target, int status) throws Exception {
        RawConnection.Answer answer = send(request(method, target));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    /** No redirect, link or answer is derived from it; a name that an ingress passes on is checked as the Host header is. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/swagger-ui.html", "/v3/api-docs", "/", "/orders", "/login", "/api/orders", "/actuator/health"})
    void aClientsClaimsAboutItsProxyAreIgnored(String path) throws Exception {
        for (String header : List.of("Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix")) {
            for (String value :
                    List.of("host=evil.example;proto=ftp", "evil.example", "DELETE", "99999999999", ",", "/evil")) {
                HostileRequest request = request("GET", path);
                request.header("Accept", "text/html,*/*");
                request.header(header, value);

                RawConnection.Answer answer = send(request);

                String what = header + ": " + value + " -> " + answer.status() + " " + answer.text();
                boolean host =
                        header.equals("X-Forwarded-Host") && answer.text().contains("unknown-host");
                assertThat(answer.status()).as(what).isLessThan(host ? 401 : 400);
                assertThat(answer.header("location") + answer.text()).as(what).doesNotContain("evil");
            }
        }
    }

    /** Nothing here has ranges: what asks for one gets the whole, or a problem. */
    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-9", "bytes=0-0,-1,5-2", "bytes=99999999-", "\"a", "1", "bytes=-"})
    void aRangeIsNotAskedForInPart(String range) throws Exception {
        byte[] whole =
                send(request("GET", "/api/processes/order-fulfillment.bpmn")).body();
        HostileRequest request = request("GET", "/api/processes/order-fulfillment.bpmn");
        request.header("Range", range);

        RawConnection.Answer answer = send(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(whole);
    }

    /** An address that fits no header leads to the login as any other does. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "%F0%9F%98%80", "\u00f0"})
    void theLoginLeadsBackToShortAddressesAlone(String part) throws Exception {
        var asked = new HostileRequest("login", "GET", "/orders");
        asked.header("Host", "127.0.0.1");
        asked.header("Accept", "text/html");
        asked.query.add("q=" + part.replace("\u00f0", "a%20").repeat(500));
        var visitor = new Visitor(shop.url());

        assertThat(send(asked).status()).isEqualTo(302);
        assertThat(visitor.logIn("admin", "admin", "/orders?q=" + part.repeat(1_900))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.logIn("admin", "wrong", "/orders?q=" + part.repeat(1_900))
                        .statusCode())
                .isEqualTo(401);
    }
}
