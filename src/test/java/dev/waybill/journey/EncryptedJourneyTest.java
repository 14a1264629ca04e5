package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.platform.embedded.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Servers that are reached by TLS alone, the first host of each away, as docs/how-to/run-in-production.md shows. */
@Tag(Shop.ONE_JVM)
@Order(3)
@ExtendWith(OutputCaptureExtension.class)
class EncryptedJourneyTest {

    @TempDir
    private Path directory;

    @Test
    void ordersCompleteOverTlsAndTheFirstDatabaseMayBeAway() throws Exception {
        var gate = new TlsGate(directory);
        String database = database();
        try (var bridge = new Bridge(portOf(database), gate::onRequest)) {
            assertAnOrderCompletes(List.of(toDatabase(database, bridge, gate.certificate())));
        }
    }

    @Test
    void ordersCompleteOverTlsAndTheFirstBrokerMayBeAway() throws Exception {
        String broker = System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES");
        assumeThat(broker)
                .as("the embedded broker is reached without an address")
                .isNotNull();
        var gate = new TlsGate(directory);
        try (var bridge = new Bridge(portOf(broker), gate::atOnce)) {
            assertAnOrderCompletes(toBroker(broker, bridge, gate.certificate()));
        }
    }

    private static void assertAnOrderCompletes(List<String> settings) {
        try {
            Shop shop = Shop.openWith(settings);
            String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            shop.awaitStatus(id, "COMPLETED");
            assertThat(shop.get("/actuator/health").status()).isEqualTo(200);
        } finally {
            Shop.closeShared(); // while its servers can still be reached
        }
    }

    private static String database() {
        String real = System.getenv("WAYBILL_TEST_DATABASE_URL");
        return real == null ? TestDatabase.urlOfNew("encrypted") : real;
    }

    @Test
    void aServerWithAnotherCertificateIsNotTrusted(CapturedOutput output) throws Exception {
        var gate = new TlsGate(directory);
        var other = new TlsGate(Files.createDirectory(directory.resolve("other")));
        String database = TestDatabase.urlOfNew("encrypted");
        try (var bridge = new Bridge(portOf(database), gate::onRequest)) {
            assertThatThrownBy(() -> Shop.openWith(List.of(toDatabase(database, bridge, other.certificate()))))
                    .hasStackTraceContaining("SSL error");
            assertThat(output).contains("APPLICATION FAILED TO START", "correct spring.datasource.url");
        }
    }

    private static int portOf(String url) {
        return URI.create(url.replaceFirst("^jdbc:", "")).getPort();
    }

    private static String toDatabase(String database, Bridge bridge, Path certificate) {
        String host = "127.0.0.1:" + portOf(database);
        return "--spring.datasource.url="
                + database.replace(host, "127.0.0.1:" + WaybillProcess.freePort() + ",127.0.0.1:" + bridge.port())
                + "&targetServerType=primary&sslmode=verify-full&sslrootcert=" + certificate;
    }

    private static List<String> toBroker(String broker, Bridge bridge, Path certificate) {
        URI uri = URI.create(broker);
        String[] user = uri.getUserInfo().split(":");
        return List.of(
                "--spring.rabbitmq.addresses=127.0.0.1:" + WaybillProcess.freePort() + ",127.0.0.1:" + bridge.port(),
                "--spring.rabbitmq.username=" + user[0],
                "--spring.rabbitmq.password=" + user[1],
                "--spring.rabbitmq.virtual-host=" + uri.getPath().substring(1),
                "--spring.rabbitmq.ssl.enabled=true",
                "--spring.rabbitmq.ssl.bundle=broker",
                "--spring.ssl.bundle.pem.broker.truststore.certificate=file:" + certificate);
    }
}
