package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Contexts in one process share nothing: no transaction spans two, and each receives its own messages only. */
class ApartnessJourneyTest {

    private static final List<String> SCHEMAS = List.of("ecommerce", "orders", "billing", "inventory", "shipping");

    @Tag(Shop.ONE_JVM)
    @Test
    void noTransactionTouchesTheTablesOfTwoContexts() {
        Shop shop = Shop.open();
        shop.awaitStatus(shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of()), "COMPLETED");

        assertThat(WatchedDataSource.SEEN).containsAll(SCHEMAS);
        assertThat(WatchedDataSource.ACROSS).isEmpty();
    }

    @ParameterizedTest(name = "{0} is received by {1}")
    @CsvSource({
        "ecommerce.events, orders billing",
        "billing.events, orders",
        "inventory.events, orders",
        "shipping.events, orders",
        "billing.commands, billing",
        "inventory.commands, inventory",
        "shipping.commands, shipping"
    })
    void theRunningBrokerBringsAMessageToNoOtherContext(String exchange, String receivers) {
        Shop shop = Shop.open();
        var jdbc = shop.bean(JdbcTemplate.class);
        String id = UUID.randomUUID().toString();

        shop.bean(RabbitTemplate.class).convertAndSend(exchange, "Probe", """
                        {"specversion": "1.0", "id": "%s", "source": "%s", "type": "Probe", "subject": "probe-%s",
                         "time": "2026-01-31T12:00:00Z", "data": {}}""".formatted(
                        id, Topology.senders(exchange).iterator().next(), id));

        Set<String> expected = new TreeSet<>(List.of(receivers.split(" ")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(receiversOf(jdbc, id)).containsAll(expected));
        // Every bound queue gets its copy with the same publish, so a message that follows it is a fence.
        shop.awaitStatus(shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of()), "COMPLETED");
        assertThat(receiversOf(jdbc, id)).isEqualTo(expected);
    }

    private static Set<String> receiversOf(JdbcTemplate jdbc, String id) {
        Set<String> receivers = new TreeSet<>();
        for (String schema : SCHEMAS) {
            if (!jdbc.queryForList("select message_id from " + schema + ".inbox where message_id = ?", String.class, id)
                    .isEmpty()) {
                receivers.add(schema);
            }
        }
        return receivers;
    }
}
