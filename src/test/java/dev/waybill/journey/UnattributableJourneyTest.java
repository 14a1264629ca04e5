package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Personal data that no customer can be named for is parked like everything else, and shipping goes on. */
class UnattributableJourneyTest {

    private final Shop shop = Shop.open();

    @Test
    void aShipmentOfNoCustomerIsParkedReadableForOperatorsAndOthersAreShipped() {
        List<String> subjects = List.of(ship(""), ship("\"customerId\": 17, "), ship("\"customerId\": null, "));

        shop.awaitStatus(shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of()), "COMPLETED");

        String list = Shop.own("shipping", "/api/parked-messages");
        for (String subject : subjects) {
            JsonNode parked = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> parked(list, subject), Optional::isPresent)
                    .orElseThrow();
            assertThat(parked.path("cause").asText()).contains("customerId");
            assertThat(parked.at("/body/data/shipTo/street").asText()).isEqualTo("Main Street 1");
            assertThat(stored(subject)).contains("$personal").doesNotContain("Main Street");
            String path = list + "/" + parked.path("id").asText();
            assertThat(shop.get(path).json().at("/body/data/shipTo/name").asText())
                    .isEqualTo("Ada");
            assertThat(shop.post(path + "/discard", Map.of("reason", "planted")).status())
                    .isEqualTo(200);
        }
        assertThat(Books.compared(shop).path("violations")).isEmpty();
    }

    private Optional<JsonNode> parked(String list, String subject) {
        return StreamSupport.stream(shop.get(list).json().spliterator(), false)
                .filter(message -> message.path("subject").asText().equals(subject))
                .findFirst();
    }

    private String stored(String subject) {
        return shop.bean(JdbcTemplate.class)
                .queryForObject(
                        "select to_jsonb(k)::text from shipping.kept_message k where lane = ?",
                        String.class,
                        "shipment/" + subject);
    }

    /** The command's subject. */
    private String ship(String customer) {
        String subject = UUID.randomUUID().toString();
        String body = """
                {"specversion": "1.0", "id": "%s", "source": "order", "type": "ShipOrder", "subject": "%s", "sequence": 1,
                 "time": "2026-01-31T12:00:00Z", "data": {"orderId": "%s", "revision": 1, %s "items": [], "shipTo":
                 {"name": "Ada", "street": "Main Street 1", "city": "Berlin", "postalCode": "10115", "country": "DE"}}}""".formatted(UUID.randomUUID(), subject, subject, customer);
        Message message =
                MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8)).build();
        shop.bean(RabbitTemplate.class).send("shipping.commands", "ShipOrder", message);
        return subject;
    }
}
