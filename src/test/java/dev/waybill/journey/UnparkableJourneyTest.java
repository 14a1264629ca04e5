package dev.waybill.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages that are hard to park, or even to receive, are parked like all others, and shipping goes on. */
class UnparkableJourneyTest {

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
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    /** They fit into one frame of AMQP, and the stack of no ordinary thread is enough to read them. */
    @Test
    void headersThatAreNestedThousandsOfTimesBreakNoConnection() throws Exception {
        Map<String, Object> headers = Map.of();
        for (int depth = 0; depth < 5_000; depth++) {
            headers = Map.of("", headers);
        }
        var properties = new BasicProperties.Builder()
                .messageId(UUID.randomUUID().toString())
                .headers(headers)
                .build();
        try (Connection connection = BrokerConnection.to(shop, "nested")) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            CompletableFuture<Void> published = new CompletableFuture<>();
            var publisher = new Thread(
                    null,
                    () -> {
                        try {
                            channel.basicPublish("shipping.commands", "Nested", properties, "{}".getBytes(UTF_8));
                            channel.waitForConfirmsOrDie(60_000);
                            published.complete(null);
                        } catch (Exception | Error e) {
                            published.completeExceptionally(e);
                        }
                    },
                    "publisher",
                    512L << 20);
            publisher.start();
            published.get(90, TimeUnit.SECONDS);
        }

        String list = Shop.own("shipping", "/api/parked-messages");
        JsonNode parked = Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(
                        () -> StreamSupport.stream(shop.get(list).json().spliterator(), false)
                                .filter(message -> message.at("/headers/messageId")
                                        .asText()
                                        .equals(properties.getMessageId()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        shop.post(list + "/" + parked.path("id").asText() + "/discard", Map.of("reason", "planted"));
        shop.awaitStatus(shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of()), "COMPLETED");
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
        Message message = MessageBuilder.withBody(body.getBytes(UTF_8)).build();
        shop.bean(RabbitTemplate.class).send("shipping.commands", "ShipOrder", message);
        return subject;
    }
}
