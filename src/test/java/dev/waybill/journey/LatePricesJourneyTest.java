package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Billing's copy of the price list may be behind order's. */
class LatePricesJourneyTest {

    @Test
    void billingWaitsForThePriceThatTheOrderNames() {
        Shop shop = Shop.open();
        String sku = "LATE-PRICE-" + UUID.randomUUID();
        shop.receive(sku, 1);
        publish(shop, "order", sku);
        shop.awaitKnown(sku);

        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        var jdbc = shop.bean(JdbcTemplate.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !jdbc.queryForList(
                                "select order_id from billing.waiting_bill where order_id = ?", String.class, id)
                        .isEmpty());
        assertThat(shop.orderOf(id).path("status").asText()).isEqualTo("PLACED");
        publish(shop, "billing", sku);

        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("29.63");
        assertThat(new Initiators(shop).unattributed())
                .as("what the late price led to has a cause")
                .noneMatch(event -> event.startsWith("bill/" + id));
    }

    /** Brings the news of a price to one context alone. */
    private static void publish(Shop shop, String context, String sku) {
        shop.bean(RabbitTemplate.class)
                .convertAndSend("", context + ".hears.ecommerce.events", """
                {"specversion": "1.0", "id": "%s", "source": "ecommerce", "type": "ProductPriced", "subject": "%s",
                 "time": "2026-01-31T12:00:00Z", "sequence": 1, "data": {"sku": "%s", "version": 1, "name": "late",
                 "price": {"amount": "20.00", "currency": "EUR"}}}""".formatted(UUID.randomUUID(), sku, sku));
    }
}
