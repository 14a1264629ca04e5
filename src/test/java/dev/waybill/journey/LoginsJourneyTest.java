package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who may log in: by passwords with a limit of guesses, by tokens that name a user, under the names of this host. */
@Tag(Shop.ONE_JVM)
@Order(3)
@ExtendWith(OutputCaptureExtension.class)
class LoginsJourneyTest {

    private static final String AUDIENCE = "waybill";
    private static final int GUESSES = 200;

    private static HttpServer issuer;
    private static RSAKey key;
    private static Shop shop;

    static boolean embedded() {
        return Shop.isEmbedded();
    }

    @BeforeAll
    static void start() throws Exception {
        if (!embedded()) {
            return; // on shared servers the first application would handle the messages of this one
        }
        key = new RSAKeyGenerator(2048).keyID("1").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\"}".formatted(url()));
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
        shop = Shop.start(
                Shop.dataDirectory(),
                "--waybill.security.users.admin.password={noop}admin",
                "--waybill.security.users.admin.roles=customer,agent,warehouse,operator",
                "--waybill.security.users.ada.password={bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG",
                "--waybill.security.users.ada.roles=customer",
                "--waybill.security.requests-per-second=10",
                "--waybill.web.hosts=127.0.0.1,shop.example",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + url(),
                "--spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE);
        shop.sell("LAMP", "100.00", 10);
        shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of("customerId", "ada"));
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
            issuer.stop(0);
        }
    }

    private static String url() {
        return "http://127.0.0.1:" + issuer.getAddress().getPort();
    }

    private static void answer(String path, String body) {
        issuer.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private static String token(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .issuer(url())
                .subject("ada")
                .audience(AUDIENCE)
                .claim("roles", List.of("customer"))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        change.accept(claims);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static Shop.Answer ordersBy(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        return Shop.send(shop.request("/api/orders")
                .setHeader("Authorization", "Bearer " + token(change))
                .GET());
    }

    private static Shop.Answer ordersBy(String name, String password) {
        String credentials = name + ":" + password;
        return Shop.send(shop.request("/api/orders")
                .setHeader(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .GET());
    }

    @Test
    @EnabledIf("embedded")
    void aTokenShowsItsUsersOrdersAndNoOthers() throws Exception {
        assertThat(ordersBy(claims -> {}).json().path("items")).isNotEmpty();
        assertThat(ordersBy(claims -> claims.subject("bob")).json().path("items"))
                .isEmpty();
        assertThat(ordersBy(claims -> claims.claim("roles", "customer")).json().path("items"))
                .isNotEmpty();
    }

    @Test
    @EnabledIf("embedded")
    void rolesOfOtherServicesAreIgnored() throws Exception {
        assertThat(ordersBy(claims -> claims.claim("roles", List.of("uma_authorization", "customer", 7)))
                        .status())
                .isEqualTo(200);
        assertThat(ordersBy(claims -> claims.claim("roles", List.of("uma_authorization")))
                        .status())
                .isEqualTo(403);
        assertThat(ordersBy(claims -> claims.claim("roles", Map.of("a", "customer")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @EnabledIf("embedded")
    void aTokenThatNamesNoUserOrNeverEndsOrIsForOthersIsRefused() throws Exception {
        List<Consumer<JWTClaimsSet.Builder>> flawed = List.of(
                claims -> claims.subject(null),
                claims -> claims.subject(""),
                claims -> claims.subject(" \t"),
                claims -> claims.subject(" ada"),
                claims -> claims.subject("ada\u200b"),
                claims -> claims.subject("a".repeat(201)),
                claims -> claims.subject("ada\u0000"),
                claims -> claims.subject("ada\n"),
                claims -> claims.expirationTime(null),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(300))),
                claims -> claims.audience("another-service"),
                claims -> claims.audience(List.of()),
                claims -> claims.issuer("http://evil.example"),
                claims -> claims.claim("roles", List.of("customer", "age\u0000nt")),
                claims -> claims.claim("note", Map.of("deep", List.of("\u001b[31m"))));

        for (int n = 0; n < flawed.size(); n++) {
            assertThat(ordersBy(flawed.get(n)).status()).as("flaw " + n).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnabledIf("embedded")
    @ValueSource(strings = {"ada", "no-user-has-this-name"})
    void guessingEndsInTooManyWithTheTimeToTryAgain(String prefix, CapturedOutput log) {
        String name = prefix.equals("ada") ? "ada" : prefix + UUID.randomUUID();

        List<Shop.Answer> answers = Shop.atOnce(GUESSES, n -> ordersBy(name, "guess-" + n));

        assertThat(answers)
                .extracting(Shop.Answer::status)
                .contains(429)
                .isSubsetOf(401, 429, 503); // where many passwords wait for a slow processor
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSizeBetween(1, 20);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .allSatisfy(answer ->
                        assertThat(Integer.parseInt(answer.retryAfter())).isBetween(1, 60));
        assertThat(shop.get("/api/orders").status()).as("another user").isEqualTo(200);
        assertThat(log.getAll())
                .contains("Login failed: name \"" + name + "\", from 127.0.0.1, for GET \"/api/orders\"")
                .doesNotContain("guess-");
    }

    @Test
    @EnabledIf("embedded")
    void aNameCannotForgeALineOfTheLog(CapturedOutput log) {
        ordersBy("eve\r\n2026-01-01 INFO forged", "guess");

        assertThat(log.getAll())
                .contains("name \"eve??2026-01-01 INFO forged\"")
                .doesNotContain("\n2026-01-01 INFO forged");
    }

    @Test
    @EnabledIf("embedded")
    void oneUserWhoAsksWithoutEndTakesNothingFromTheOthers() throws Exception {
        String token = token(claims -> claims.subject("busy"));

        List<Integer> answers = Shop.atOnce(
                1_500,
                n -> Shop.send(shop.request("/api/products")
                                .setHeader("Authorization", "Bearer " + token)
                                .GET())
                        .status());

        assertThat(answers).contains(200, 429).containsOnly(200, 429);
        assertThat(shop.get("/api/orders").status()).isEqualTo(200);
    }

    @Test
    @EnabledIf("embedded")
    void onlyKnownNamesOfThisHostAreAnswered() throws Exception {
        assertThat(statusFor("GET", "/api/products", "evil.example")).isEqualTo(400);
        assertThat(statusFor("GET", "/login", "evil.example")).isEqualTo(400);
        assertThat(statusFor("GET", "http://evil.example/api/products", "127.0.0.1"))
                .isEqualTo(400);
        assertThat(statusFor("GET", "/login", "shop.example")).isEqualTo(200);
        assertThat(statusFor("GET", "/login", "SHOP.example.:8443")).isEqualTo(200);
        assertThat(statusFor("GET", "/actuator/health", "10.0.0.7")).isEqualTo(200);
    }

    /** With the host that is wanted, which no HTTP client would send. */
    private static int statusFor(String method, String target, String host) throws Exception {
        int port = java.net.URI.create(shop.url()).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(method, target, host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        }
    }

    @Test
    @EnabledIf("embedded")
    void aPasswordThatABrowserRemembersIsOfNoUseToOtherSites() {
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(Shop.send(shop.request("/api/orders")
                                    .header("Sec-Fetch-Site", site)
                                    .GET())
                            .status())
                    .as(site)
                    .isEqualTo(403);
        }
        for (String site : List.of("same-origin", "none")) {
            assertThat(Shop.send(shop.request("/api/orders")
                                    .header("Sec-Fetch-Site", site)
                                    .GET())
                            .status())
                    .as(site)
                    .isEqualTo(200);
        }
    }
}
