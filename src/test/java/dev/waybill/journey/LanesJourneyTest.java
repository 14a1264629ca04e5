package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.topology.Topology;
import dev.waybill.journey.Shop.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** What cannot be handled is parked and shown, and an operator redrives or discards it; all other orders go on. */
class LanesJourneyTest {

    private static final String LIST = "/api/parked-messages";

    private final Shop shop = Shop.open();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);

    /** A defect that strikes one order: its stock cannot be recorded. */
    private void breakOrder(String id) {
        jdbc.execute("create or replace function orders.broken() returns trigger language plpgsql as"
                + " $$ begin raise exception 'this order is broken'; end $$");
        jdbc.execute("create trigger broken before insert on orders.event for each row when (new.stream = 'order/" + id
                + "' and new.type = 'StockReserved') execute function orders.broken()");
    }

    @AfterEach
    void mendOrder() {
        jdbc.execute("drop trigger if exists broken on orders.event");
    }

    /** An order whose message about its reserved stock is parked; the pauses between the attempts are skipped. */
    private String parkedOrder() {
        String sku = shop.sellNew("LANE", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        breakOrder(id);
        shop.receive(sku, 1);
        Awaitility.await().until(() -> {
            jdbc.update("update orders.kept_message set retry_at = now() where retry_at > now()");
            return parked(id).isPresent();
        });
        return id;
    }

    /** What all contexts have parked: one list where they run together, one of each where they run apart. */
    private List<JsonNode> allParked() {
        return Topology.QUEUES.stream()
                .map(queue -> Shop.own(queue.context(), LIST))
                .distinct()
                .flatMap(list -> StreamSupport.stream(shop.get(list).json().spliterator(), false))
                .toList();
    }

    /** Where the context that has parked a message answers for it. */
    private static String pathOf(JsonNode parked) {
        return Shop.own(
                parked.path("context").asText(), LIST + "/" + parked.path("id").asText());
    }

    private Optional<JsonNode> parked(String subject) {
        return allParked().stream()
                .filter(message -> message.path("subject").asText().equals(subject))
                .findFirst();
    }

    private JsonNode incidents(String id) {
        return shop.get("/api/orders/" + id + "/process").json().path("incidents");
    }

    @Test
    void anAnswerThatFailsIsParkedWithAnIncidentAndRedrivenOnceTheDefectIsMended() {
        String id = parkedOrder();
        JsonNode parked = parked(id).orElseThrow();
        assertThat(parked.path("context").asText()).isEqualTo("order");
        assertThat(parked.path("queue").asText()).isEqualTo("order.hears.inventory.events");
        assertThat(parked.path("type").asText()).isEqualTo("StockReserved");
        assertThat(parked.path("attempts").asInt()).isEqualTo(6);
        assertThat(parked.path("cause").asText())
                .startsWith("org.postgresql.util.PSQLException: ERROR: this order is broken");
        assertThat(parked.at("/headers/exchange").asText()).isEqualTo("inventory.events");
        assertThat(parked.at("/body/data/orderId").asText()).isEqualTo(id);
        String path = pathOf(parked);
        assertThat(shop.get(path).json().path("trace").asText()).contains("UnitOfWork.flush");
        assertThat(incidents(id)).hasSize(1).allSatisfy(incident -> {
            assertThat(incident.path("activityId").asText()).isEqualTo("AwaitStock");
            assertThat(incident.path("message").asText())
                    .contains(parked.path("id").asText())
                    .contains("this order is broken");
        });
        assertThat(shop.get(Shop.own("order", "/actuator/prometheus")).body())
                .contains("waybill_messages_parked{context=\"order\"} 1.0");

        shop.awaitStatus(shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of()), "COMPLETED");

        Answer still = shop.post(path + "/redrive", "");
        assertThat(still.status()).isEqualTo(200);
        assertThat(still.json().path("outcome").asText()).isEqualTo("PARKED");
        assertThat(still.json().path("cause").asText()).contains("this order is broken");
        assertThat(incidents(id)).hasSize(1);

        mendOrder();
        Answer redriven = shop.post(path + "/redrive", "");

        assertThat(redriven.json().path("outcome").asText()).isEqualTo("HANDLED");
        shop.awaitStatus(id, "COMPLETED");
        assertThat(parked(id)).isEmpty();
        assertThat(incidents(id)).isEmpty();
        assertThat(shop.post(path + "/redrive", "").status()).isEqualTo(404);
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    @Test
    void aParkedAnswerIsDiscardedWithAReasonThatIsRecordedAndTheOrderCanBeCancelled() {
        String id = parkedOrder();
        String path = pathOf(parked(id).orElseThrow());
        assertThat(shop.post(path + "/discard", Map.of("reason", " ")).status()).isEqualTo(400);
        assertThat(shop.post(path + "/discard", Map.of()).body()).contains("reason");

        Answer discarded = shop.post(path + "/discard", Map.of("reason", "cancelled by phone"));

        assertThat(discarded.json().path("outcome").asText()).isEqualTo("DISCARDED");
        assertThat(incidents(id)).isEmpty();
        JsonNode record =
                shop.get(Shop.own("order", LIST + "/discarded")).json().get(0);
        assertThat(record.path("reason").asText()).isEqualTo("cancelled by phone");
        assertThat(record.path("discardedBy").asText()).isEqualTo("admin");
        assertThat(record.at("/body/subject").asText()).isEqualTo(id);
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");
    }

    /** Questions are no part of any lane: unreadable ones are skipped. */
    private static final List<Topology.Queue> QUEUES = Topology.QUEUES.stream()
            .filter(queue -> !queue.exchange().equals("desk.questions"))
            .toList();

    @Test
    void noPoisonBlocksAQueueOrVanishes() {
        for (Topology.Queue queue : Topology.QUEUES) {
            poison(queue, "no JSON");
            poison(queue, "{\"specversion\": \"1.0\"}");
            poison(queue, envelope(queue, "NeverPublished", "{}"));
            poison(queue, envelope(queue, nameOn(queue), "\"nothing\""));
            poison(queue, envelope(queue, nameOn(queue), "{\"orderId\": \"%s\"}".formatted("x".repeat(10 << 20))));
        }

        shop.awaitStatus(shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of()), "COMPLETED");

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> allParked().size() == 4 * QUEUES.size());
        for (Topology.Queue queue : QUEUES) {
            assertThat(allParked().stream()
                            .filter(parked -> parked.path("queue").asText().equals(queue.name()))
                            .map(parked -> parked.path("cause").asText()))
                    .as(queue.name())
                    .satisfiesExactlyInAnyOrder(
                            cause -> assertThat(cause).startsWith("is no JSON: "),
                            cause -> assertThat(cause).isEqualTo("has no text in \"id\""),
                            cause -> assertThat(cause).startsWith("is no " + nameOn(queue)),
                            cause -> assertThat(cause).endsWith("bytes, and 1,048,576 are allowed"));
        }
        for (JsonNode parked : allParked()) {
            assertThat(parked.path("body").toString().length()).isLessThan(10_000);
            assertThat(shop.post(pathOf(parked) + "/discard", Map.of("reason", "planted"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(allParked()).isEmpty();
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    private static String nameOn(Topology.Queue queue) {
        return Topology.EXCHANGES.stream()
                .filter(exchange -> exchange.name().equals(queue.exchange()))
                .flatMap(exchange -> Stream.of(exchange.messages().getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .findFirst()
                .orElseThrow();
    }

    private static String envelope(Topology.Queue queue, String type, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "%s", "subject": "%s", "sequence": 1,
                 "time": "2026-01-31T12:00:00Z", "data": %s}""".formatted(
                UUID.randomUUID(), Topology.senders(queue.exchange()).iterator().next(), type, UUID.randomUUID(), data);
    }

    private void poison(Topology.Queue queue, String body) {
        Message message =
                MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8)).build();
        shop.bean(RabbitTemplate.class).send("", queue.name(), message);
    }
}
