package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.Waybill;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Waybill is killed in the middle of its orders, and nobody does anything but start it again. */
@Tag(Shop.ONE_JVM)
@Order(3)
class KilledJourneyTest {

    private static final int ORDERS = 120;

    /** The servers that this test has killed are its own. */
    static boolean embedded() {
        return Shop.isEmbedded();
    }

    @Test
    @EnabledIf("embedded")
    void everyAnsweredOrderCompletesAndNothingHappensTwice() throws Exception {
        Path data = Shop.dataDirectory();
        int port = freePort();
        Process killed = start(data, port);
        Shop shop = awaitHealth(port);
        List<String> ids = Shop.atOnce(ORDERS, n -> shop.place(Map.of("MUG-1", 1), "pm_card_visa", Map.of()));
        killed.destroyForcibly().waitFor();

        Process again = start(data, port);
        try {
            awaitHealth(port);
            ids.forEach(id -> shop.awaitStatus(id, "COMPLETED"));
            ids.forEach(id -> assertBooksAgree(shop, id));
            JsonNode stock = shop.get("/api/stock/MUG-1").json();
            assertThat(stock.path("shipped").asInt()).isEqualTo(ORDERS);
            assertThat(stock.path("reserved").asInt()).isZero();
        } finally {
            again.destroy();
            again.waitFor();
        }
    }

    private static void assertBooksAgree(Shop shop, String id) {
        JsonNode provider = shop.get("/api/sandbox/payments?orderId=" + id).json();
        JsonNode bill = shop.get("/api/bills/" + id).json();
        assertThat(provider).as(id).hasSize(1);
        assertThat(bill.path("invoices")).as(id).hasSize(1);
        assertThat(bill.at("/invoices/0/total/amount").asText().replace(".", ""))
                .isEqualTo(provider.at("/0/captured").asText());
        assertThat(shop.get("/api/sandbox/parcels?orderId=" + id).json()).as(id).hasSize(1);
    }

    private static Process start(Path data, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Waybill.class.getName(),
                "--server.port=" + port,
                "--waybill.data-dir=" + data,
                "--waybill.shipping.sandbox-delay=0s"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("log.txt").toFile()))
                .start();
    }

    private static Shop awaitHealth(int port) {
        Shop shop = new Shop(port);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> shop.get("/actuator/health").status() == 200);
        shop.awaitKnown("MUG-1");
        return shop;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
