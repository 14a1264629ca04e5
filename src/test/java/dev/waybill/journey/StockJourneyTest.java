package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

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
}
