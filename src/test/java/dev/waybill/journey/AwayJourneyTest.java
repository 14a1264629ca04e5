package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.journey.Shop.Answer;
import dev.waybill.platform.embedded.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the product answers and reports while the database or the broker is away, and that it recovers by itself. */
@Tag(Shop.ONE_JVM)
@Order(3)
class AwayJourneyTest {

    /** A request waits 2 s for a connection, not the pool's 30; the rest is for slow machines. */
    private static final Duration WITHOUT_A_CONNECTION = Duration.ofSeconds(10);

    private static final Map<String, Integer> MUG = Map.of("MUG", 1);

    @Test
    void whileTheDatabaseIsAwayTheAnswerIs503AndAfterwardsAllGoesOn() throws Exception {
        String database = database();
        int port = URI.create(database.substring("jdbc:".length())).getPort();
        try (var bridge = new Bridge(port)) {
            Shop shop = Shop.openWith(
                    List.of("--spring.datasource.url=" + database.replace(":" + port, ":" + bridge.port())));
            String before = shop.place(MUG, "pm_card_visa", Map.of());
            bridge.breakOff();

            List<Answer> answers = together(
                    100,
                    () -> shop.postWithin(
                            WITHOUT_A_CONNECTION, "/api/orders", Shop.order(MUG, "pm_card_visa", Map.of())));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.retryAfter()).isEqualTo("2");
                assertThat(answer.json().path("type").asText()).endsWith("unavailable");
            });
            assertThat(shop.get("/api/orders/" + before).status()).isEqualTo(503);
            assertThat(shop.get("/api/products").status()).isEqualTo(503);
            Answer health = shop.get("/actuator/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().at("/components/db/status").asText()).isEqualTo("DOWN");
            assertThat(health.json().at("/components/db/details/error").asText())
                    .isNotEmpty();

            bridge.build();

            String key = UUID.randomUUID().toString();
            Awaitility.await().until(() -> place(shop, key).status() == 201);
            String after = place(shop, key).json().path("orderId").asText();
            shop.awaitStatus(before, "COMPLETED");
            shop.awaitStatus(after, "COMPLETED");
            assertThat(shop.get("/actuator/health").status()).isEqualTo(200);
            assertThat(shop.get("/api/parked-messages").json()).isEmpty();
            assertThat(Audit.compared(shop).path("violations")).isEmpty();
        }
    }

    private static Answer place(Shop shop, String key) {
        return shop.post("/api/orders", Shop.order(MUG, "pm_card_visa", Map.of()), "Idempotency-Key", key);
    }

    /** Channels that a loss leaks are soon missed: six relays publish while the broker goes, each time. */
    private static final String FEW_CHANNELS = "--spring.rabbitmq.cache.channel.size=30";

    private static final int OUTAGES = 8;

    @Test
    void whileTheBrokerIsAwayOrdersAreAcceptedAndAfterwardsTheyComplete() throws Exception {
        String broker = System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES");
        assumeThat(broker)
                .as("the embedded broker is reached without an address")
                .isNotNull();
        int port = URI.create(broker).getPort();
        try (var bridge = new Bridge(port)) {
            Shop shop = Shop.openWith(List.of(
                    "--spring.rabbitmq.addresses=" + broker.replace(":" + port, ":" + bridge.port()), FEW_CHANNELS));
            for (int outage = 0; outage < OUTAGES; outage++) {
                String before = shop.place(MUG, "pm_card_visa", Map.of());
                bridge.breakOff();

                List<String> placed = together(10, () -> shop.place(MUG, "pm_card_visa", Map.of()));

                Answer health = shop.get("/actuator/health");
                assertThat(health.json().at("/components/rabbit/status").asText())
                        .isEqualTo("DOWN");
                assertThat(shop.get("/actuator/prometheus").body())
                        .containsPattern("waybill_messages_unsent\\{context=\"order\"} [1-9]");

                bridge.build();

                shop.awaitStatus(before, "COMPLETED");
                placed.forEach(id -> shop.awaitStatus(id, "COMPLETED"));
            }
            assertThat(shop.get("/actuator/health").status()).isEqualTo(200);
            assertThat(Audit.compared(shop).path("violations")).isEmpty();
        }
    }

    private static <T> List<T> together(int times, Callable<T> call) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(IntStream.range(0, times).mapToObj(n -> call).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static String database() {
        String real = System.getenv("WAYBILL_TEST_DATABASE_URL");
        return real == null ? TestDatabase.urlOfNew("away") : real;
    }
}
