package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.database.LongRunningWork;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** A queue with a stuck consumer is reported in health, metrics and reconciliation, and no order is blamed for it. */
@Order(3)
@Tag(Shop.ONE_JVM)
class StuckQueueJourneyTest {

    private final Shop shop = Shop.openWatchful();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);

    @AfterEach
    void mend() {
        jdbc.execute("drop trigger if exists refuse on shipping.kept_message");
    }

    private JsonNode health() {
        Shop.Answer answer = shop.get("/actuator/health");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private String stuck(String queue) {
        return shop.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("waybill_messages_stuck{"))
                .filter(line -> line.contains("queue=\"" + queue + "\""))
                .findFirst()
                .orElse("no metric");
    }

    @Test
    void whatCanNotEvenBeParkedDegradesHealthWhileOthersAreServed() {
        jdbc.execute("create or replace function shipping.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no place for it'; end $$");
        jdbc.execute("create trigger refuse before insert on shipping.kept_message for each row"
                + " execute function shipping.refuse()");
        shop.bean(RabbitTemplate.class)
                .send(
                        "shipping.commands",
                        "Poison",
                        MessageBuilder.withBody("no json".getBytes(StandardCharsets.UTF_8))
                                .setMessageId("poison-1")
                                .setType("Poison")
                                .build());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> health().path("status").asText().equals("DEGRADED"));
        JsonNode details = health().at("/components/messages/details/stuck/0");
        assertThat(details.path("queue").asText()).isEqualTo("shipping.commands");
        assertThat(details.path("message").asText()).isEqualTo("Poison poison-1");
        assertThat(details.path("cause").asText()).contains("no place for it");
        assertThat(stuck("shipping.commands")).endsWith(" 1.0");
        for (String probe : new String[] {"liveness", "readiness"}) {
            assertThat(shop.get("/actuator/health/" + probe)
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("UP");
        }
        assertThat(Shop.send(shop.request("/actuator/health").setHeader("Authorization", "Basic bm9ib2R5Og=="))
                        .body())
                .doesNotContain("poison-1");

        String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
            shop.carrierComes(id);
            return shop.orderOf(id).path("status").asText().equals("COMPLETED");
        });
        JsonNode violations = Audit.compared(shop).path("violations");
        assertThat(violations.findValuesAsText("subject")).containsExactly("shipping.commands");
        assertThat(violations.findValuesAsText("invariant")).containsExactly("I8");
        assertThat(violations.get(0).path("detail").asText())
                .contains("poison-1")
                .contains("no place for it");

        mend();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> health().path("status").asText().equals("UP"));
        assertThat(stuck("shipping.commands")).endsWith(" 0.0");
        JsonNode parked = shop.get("/api/parked-messages").json();
        assertThat(parked).hasSize(1);
        shop.post(
                "/api/parked-messages/" + parked.get(0).path("id").asText() + "/discard", Map.of("reason", "planted"));
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    /** The desk of this shop counts a message as lost after two seconds. */
    @Test
    void whatAStuckConsumerHoldsIsNotLostAndItsOrderIsNotBlamed() throws Exception {
        String id;
        DataSource database = LongRunningWork.like(shop.bean(DataSource.class));
        try (Connection operator = database.getConnection()) {
            operator.setAutoCommit(false);
            operator.createStatement().execute("lock table inventory.stream in share row exclusive mode");
            id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            shop.awaitStatus(id, "AUTHORIZED");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> health().path("status").asText().equals("DEGRADED"));
            for (int comparison = 0; comparison < 4; comparison++) {
                JsonNode violations = Audit.compared(shop).path("violations");
                assertThat(violations.findValuesAsText("subject")).doesNotContain(id);
                assertThat(violations.findValuesAsText("invariant")).containsExactly("I8");
                awaitSeconds(2);
            }
            operator.rollback();
        }
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
            shop.carrierComes(id);
            return shop.orderOf(id).path("status").asText().equals("COMPLETED");
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> health().path("status").asText().equals("UP"));
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    private static void awaitSeconds(int seconds) {
        long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        Awaitility.await().atMost(Duration.ofSeconds(seconds + 30)).until(() -> System.nanoTime() > until);
    }
}
