package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A SKU that has been sold for years. */
class StockJourneyTest {

    @Test
    void whatIsReadOfALongStreamIsASnapshotAndTheFewEventsSince() {
        Shop shop = Shop.open();
        String sku = shop.sellNew("LONG", "10.00", 1);

        for (int delivery = 0; delivery < 120; delivery++) {
            shop.receive(sku, 1);
        }

        assertThat(shop.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select version from inventory.snapshot where stream = ?", Long.class, "stock/" + sku))
                .as("of 121 events")
                .isEqualTo(100);
        assertThat(shop.stockOf(sku).path("onHand").asInt()).isEqualTo(121);
    }

    /** As a migration from another system may book it: more than an int32 holds, in two deliveries. */
    @Test
    void sumsOfPiecesAreCountedWhereverTheyAreShown() {
        Shop shop = Shop.open();
        var jdbc = shop.bean(JdbcTemplate.class);
        String sku = shop.sellNew("HUGE", "0.01", 1);
        jdbc.update(
                "insert into inventory.event (stream, version, type, schema_version, data, occurred_at, causation_id,"
                        + " correlation_id) select ?, n, 'StockReceived', 1, jsonb_build_object('reference', 'planted-'"
                        + " || n, 'quantity', 2147483647), now(), 'test', 'test' from generate_series(2, 3) n",
                "stock/" + sku);
        jdbc.update("update inventory.stream set version = 3 where id = ?", "stock/" + sku);
        awaitDesk(shop, sku, 1);
        jdbc.update("update desk.stock_desk set received = received + 2 * 2147483647::bigint where sku = ?", sku);

        shop.receive(sku, 1_000_000);
        String id = shop.place(Map.of(sku, 9_999), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "COMPLETED");

        JsonNode stock = shop.stockOf(sku);
        assertThat(stock.path("received").asLong()).isEqualTo(1 + 2 * 2_147_483_647L + 1_000_000);
        assertThat(stock.path("onHand").asLong()).isEqualTo(1 + 2 * 2_147_483_647L + 1_000_000 - 9_999);
        assertThat(stock.path("available").asLong())
                .isEqualTo(stock.path("onHand").asLong());
        awaitDesk(shop, sku, 1 + 2 * 2_147_483_647L + 1_000_000 - 9_999);
        assertThat(shop.get("/stock/" + sku).body()).contains("4,295,957,296");
        new Audit(shop).awaitHealed(sku);
    }

    private static void awaitDesk(Shop shop, String sku, long onHand) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        shop.get("/api/desk/stock/" + sku).json().path("onHand").asLong() == onHand);
    }

    /** The program's counts are compared with the events, for every cause of a difference. */
    @Test
    void aFigureThatHasWrappedIsFound() {
        Shop shop = Shop.open();
        var jdbc = shop.bean(JdbcTemplate.class);
        String sku = shop.sellNew("WRAPPED", "10.00", 1);
        for (int delivery = 0; delivery < 100; delivery++) {
            shop.receive(sku, 1);
        }
        String snapshot =
                "update inventory.snapshot set data = jsonb_set(data, '{received}', to_jsonb(?))" + " where stream = ?";

        jdbc.update(snapshot, -2_147_483_648L, "stock/" + sku);
        var audit = new Audit(shop);
        audit.awaitOnly(sku, "I2 inventory");

        jdbc.update(snapshot, 100L, "stock/" + sku);
        audit.awaitHealed(sku);

        String shown = "update desk.stock_desk set received = received - ? where sku = ?";
        jdbc.update(shown, 1_000, sku);
        audit.awaitOnly(sku, "I5 desk");
        jdbc.update(shown, -1_000, sku);
        audit.awaitHealed(sku);
    }
}
