package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.topology.Topology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;

/** A dump, everything lost, the dump restored: what was in flight is found and republished. On real servers only. */
@Tag(Shop.ONE_JVM)
@Order(3)
class RestoreJourneyTest {

    private static final String DATABASE = "restore_journey";
    private static final int IN_FLIGHT = 40;

    private Shop shop;

    @TempDir
    Path directory;

    static boolean onServers() {
        return !Shop.isEmbedded();
    }

    @AfterEach
    void stop() {
        if (shop != null) {
            shop.close();
            ServerDatabase.drop(DATABASE);
        }
    }

    @Test
    @EnabledIf("onServers")
    void goesOnFromADumpThatWasTakenUnderLoad() throws IOException, InterruptedException {
        Shop.closeShared();
        ServerDatabase.create(DATABASE);
        shop = start();
        String sku = shop.sellNew("RESTORED", "10.00", 1_000);
        String declined = shop.place(Map.of(sku, 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(declined, "PAYMENT_DECLINED");
        List<String> inFlight = Shop.atOnce(IN_FLIGHT, n -> shop.place(Map.of(sku, 1), "pm_card_visa", Map.of()));
        run("pg_dump", "-d", uri(), "-f", directory.resolve("dump.sql").toString());
        String tooLate = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.close();
        ServerDatabase.create(DATABASE);
        run(
                "psql",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                uri(),
                "-f",
                directory.resolve("dump.sql").toString());
        emptyQueues();

        shop = start();

        assertThat(shop.get("/api/orders/" + tooLate).status()).isEqualTo(404);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    repairAll();
                    assertThat(inFlight)
                            .allSatisfy(id -> assertThat(
                                            shop.orderOf(id).path("status").asText())
                                    .isEqualTo("COMPLETED"));
                });
        shop.put("/api/orders/" + declined + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
        shop.awaitStatus(declined, "COMPLETED");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Audit.compared(shop).path("violations").isEmpty());
        assertThat(shop.stockOf(sku).path("shipped").asInt()).isEqualTo(IN_FLIGHT + 1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(shop.get("/api/desk/orders/" + declined)
                                .json()
                                .path("status")
                                .asText())
                        .isEqualTo("COMPLETED"));
    }

    /** As an operator who goes through the list. */
    private void repairAll() {
        var audit = new Audit(shop);
        for (JsonNode violation : Audit.compared(shop).path("violations")) {
            if (violation.hasNonNull("repair")) {
                audit.repair(violation);
            }
        }
    }

    private static Shop start() {
        return Shop.start(
                Shop.dataDirectory(),
                "--spring.datasource.url=jdbc:" + uri(),
                "--waybill.desk.reconciliation-patience=2s",
                "--waybill.desk.reconciliation-interval=1d");
    }

    /** As both JDBC and PostgreSQL's own programs read it. */
    private static String uri() {
        return System.getenv("WAYBILL_TEST_DATABASE_URL")
                .replaceFirst("^jdbc:", "")
                .replaceFirst("/[^/?]+\\?", "/" + DATABASE + "?");
    }

    /** What is in the queues is younger than the dump. */
    private static void emptyQueues() {
        var connections = new CachingConnectionFactory(URI.create(System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES")));
        try {
            var admin = new RabbitAdmin(connections);
            Topology.QUEUES.forEach(queue -> admin.purgeQueue(queue.name()));
        } finally {
            connections.destroy();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).as(String.join(" ", command)).isZero();
    }
}
