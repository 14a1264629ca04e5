package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that send a byte now and then are cut off, and hold up neither the health nor an order. */
@Tag(Shop.ONE_JVM)
class SlowConnectionsJourneyTest {

    private static final String HOST = "HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final String LONG = "Content-Length: 200000\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String ADMIN = "Authorization: Basic YWRtaW46YWRtaW4=\r\n";

    /** How a client is slow: what it sends at once, and what then byte by byte. */
    private enum Kind {
        STRANGER("POST /api/orders " + HOST + JSON + LONG, "a"),
        STRANGER_WITH_FORM("PUT /api/orders/1/lines " + HOST + FORM + CHUNKED, "1\r\na\r\n"),
        STRANGER_WITH_POSTED_FORM("POST /api/orders " + HOST + FORM + LONG, "a"),
        LOGIN("POST /login " + HOST + FORM + LONG, "a"),
        LOGIN_IN_CHUNKS("POST /login " + HOST + FORM + CHUNKED, "1\r\na\r\n"),
        CUSTOMER("POST /api/orders " + HOST + ADMIN + JSON + LONG, " "),
        CUSTOMER_ON_AN_ENCODED_PATH("POST /%61pi/orders " + HOST + ADMIN + JSON + LONG, " "),
        CUSTOMER_IN_CHUNKS("POST /api/orders " + HOST + ADMIN + JSON + CHUNKED, "1\r\n \r\n"),
        HEADERS("GET /api/orders " + HOST, "X-Slow: slow\r\n");

        private final String beginning;
        private final String drip;

        Kind(String beginning, String drip) {
            this.beginning = beginning;
            this.drip = drip;
        }
    }

    private static final int CLIENTS = 256;

    private final Shop shop = Shop.open();
    private final Map<Kind, List<SlowClient>> clients = new EnumMap<>(Kind.class);

    @Test
    void slowClientsAreCutAndHoldUpNoOtherClient() throws IOException {
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        try {
            askForHealth();
            open(clock);
            List<Duration> waits = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                waits.add(askForHealth());
                return clients.values().stream().flatMap(List::stream).allMatch(SlowClient::isCut);
            });
            assertThat(waits.stream().sorted().toList().get(waits.size() / 2)).isLessThan(Duration.ofSeconds(2));
            clients.forEach(SlowConnectionsJourneyTest::assertAnswers);
        } finally {
            for (SlowClient client :
                    clients.values().stream().flatMap(List::stream).toList()) {
                client.close();
            }
            clock.shutdownNow();
        }
    }

    private void open(ScheduledExecutorService clock) throws IOException {
        for (int n = 0; n < CLIENTS; n++) {
            Kind kind = Kind.values()[n % Kind.values().length];
            clients.computeIfAbsent(kind, key -> new ArrayList<>())
                    .add(new SlowClient(URI.create(shop.url()), kind.beginning, kind.drip, clock));
        }
        assertThat(shop.postWithin(
                                Duration.ofSeconds(30),
                                "/api/orders",
                                Shop.order(Map.of("MUG", 1), "pm_card_visa", Map.of()))
                        .status())
                .isEqualTo(201);
    }

    /** How long the answer took; a machine in use by others may be slow at times. */
    private Duration askForHealth() {
        Instant asked = Instant.now();
        var health = HttpRequest.newBuilder(URI.create(shop.url() + "/actuator/health"))
                .timeout(Duration.ofSeconds(10));
        var answer = Shop.send(health.GET());
        assertThat(answer.status()).as(String.valueOf(answer)).isEqualTo(200);
        return Duration.between(asked, Instant.now());
    }

    private static void assertAnswers(Kind kind, List<SlowClient> clients) {
        assertThat(clients)
                .as(kind.name())
                .extracting(SlowClient::status)
                .allSatisfy(status -> assertThat(status)
                        .isIn(
                                switch (kind) {
                                    case STRANGER, STRANGER_WITH_FORM, STRANGER_WITH_POSTED_FORM -> List.of(401);
                                    case LOGIN, LOGIN_IN_CHUNKS -> List.of(408, 503);
                                    case CUSTOMER, CUSTOMER_ON_AN_ENCODED_PATH, CUSTOMER_IN_CHUNKS -> List.of(408);
                                    case HEADERS -> List.of(0);
                                }));
    }
}
