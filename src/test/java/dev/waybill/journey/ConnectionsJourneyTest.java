package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many connections the product holds at PostgreSQL while it works, as the server counts them. */
class ConnectionsJourneyTest {

    private static final int OF_ALL_CONTEXTS = 20;
    private static final int OF_ONE_CONTEXT = 7;
    private static final int OF_THE_SESSION_STORE = 2;

    private final Shop shop = Shop.open();

    @Test
    void noProcessHoldsMoreConnectionsUnderLoadThanItsPools() {
        CompletableFuture<List<String>> orders = CompletableFuture.supplyAsync(() ->
                Shop.atOnce(60, n -> shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of())));
        int[] most = {0};

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    most[0] = Math.max(most[0], connections());
                    return orders.isDone();
                });
        orders.join().forEach(id -> {
            shop.awaitStatus(id, "COMPLETED");
            most[0] = Math.max(most[0], connections());
        });

        assertThat(most[0]).isBetween(2, limit());
    }

    private static int limit() {
        return Apart.isWanted()
                ? Apart.processes() * (OF_ONE_CONTEXT + OF_THE_SESSION_STORE) + Apart.OWN_CONNECTIONS
                : OF_ALL_CONTEXTS + OF_THE_SESSION_STORE;
    }

    private int connections() {
        Integer count = shop.bean(JdbcTemplate.class)
                .queryForObject(
                        "select count(*) from pg_stat_activity"
                                + " where datname = current_database() and backend_type = 'client backend'",
                        Integer.class);
        return count == null ? 0 : count;
    }
}
