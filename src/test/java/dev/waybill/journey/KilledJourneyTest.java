package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.Waybill;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Waybill is killed in the middle of its orders, and all that is done about it is to start it again. */
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
        int port = WaybillProcess.freePort();
        WaybillProcess killed = start(data, port);
        Shop shop = shopOf(killed);
        List<String> ids = Shop.atOnce(ORDERS, n -> shop.place(Map.of("MUG-1", 1), "pm_card_visa", Map.of()));
        killed.kill();

        try (WaybillProcess again = start(data, port)) {
            shopOf(again);
            ids.forEach(id -> shop.awaitStatus(id, "COMPLETED"));
            ids.forEach(id -> assertBooksAgree(shop, id));
            JsonNode stock = shop.get("/api/stock/MUG-1").json();
            assertThat(stock.path("shipped").asInt()).isEqualTo(ORDERS);
            assertThat(stock.path("reserved").asInt()).isZero();
        }
    }

    private static void assertBooksAgree(Shop shop, String id) {
        JsonNode provider = shop.get("/api/sandbox/payments?orderId=" + id).json();
        JsonNode bill = shop.get("/api/bills/" + id).json();
        assertThat(provider).as(id).hasSize(1);
        assertThat(bill.path("invoices")).as(id).hasSize(1);
        assertThat(bill.at("/invoices/0/total")).isEqualTo(provider.at("/0/captured"));
        assertThat(shop.get("/api/sandbox/parcels?orderId=" + id).json()).as(id).hasSize(1);
    }

    private static WaybillProcess start(Path data, int port) {
        List<String> java = List.of("-cp", System.getProperty("java.class.path"), Waybill.class.getName());
        List<String> settings = List.of("--waybill.data-dir=" + data, "--waybill.shipping.sandbox-delay=0s");
        return WaybillProcess.start(java, port, settings, data.resolve("log.txt"));
    }

    private static Shop shopOf(WaybillProcess process) {
        process.awaitHealth();
        Shop shop = new Shop(process.port());
        shop.awaitKnown("MUG-1");
        return shop;
    }
}
