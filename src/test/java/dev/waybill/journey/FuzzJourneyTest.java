package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.waybill.contract.Samples;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.messaging.ParkedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Hostile messages of every type are sent to every exchange while customers order. Afterwards each of them, in each queue
 * that got it, was handled or skipped by rule, waits for a predecessor that never comes, or is parked with its cause; no
 * consumer is stuck, nothing personal lies in plain text, all orders complete, and the contexts disagree about nothing but what
 * the hostile messages named. {@code -Dfuzz.messages} sets their number, {@code -Dfuzz.seed} repeats a run.
 */
@Order(Integer.MAX_VALUE) // leaves behind what other journeys would find
@Tag(Shop.ONE_JVM)
class FuzzJourneyTest {

    private static final int COUNT = Integer.getInteger("fuzz.messages", 1_000);
    private static final long SEED = Long.getLong("fuzz.seed", 19);
    private static final int BATCH = 250;
    private static final int ORDERS = 20;

    /** Together with the journey of hostile requests, in which one user exceeds the limit of requests. */
    static final List<String> SETTINGS = List.of(
            "--waybill.desk.reconciliation-interval=1d",
            "--waybill.security.requests-per-second=100000",
            "--waybill.security.failed-logins-per-name=100000",
            "--waybill.security.failed-logins-per-address=100000");

    private final Shop shop = Shop.openWith(SETTINGS);
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);
    private final Map<String, ContextRuntime> contexts =
            shop.beansOf(ContextRuntime.class).stream().collect(Collectors.toMap(ContextRuntime::name, parts -> parts));

    @Test
    void nothingThatArrivesStopsAQueueOrAnOrder() throws Exception {
        System.out.printf("%,d hostile messages of the seed %d (-Dfuzz.seed=%d)%n", COUNT, SEED, SEED);
        List<String> real = completed(place(3));
        List<HostileMessage> sent = new HostileMessages(SEED, real).next(COUNT);

        List<String> orders = new ArrayList<>();
        try (Connection connection = BrokerConnection.to(shop, "hostile")) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            for (int from = 0; from < sent.size(); from += BATCH) {
                publish(channel, sent.subList(from, Math.min(sent.size(), from + BATCH)));
                orders.addAll(place(orders.size() < ORDERS ? ORDERS * BATCH / COUNT + 1 : 0));
            }
        }

        awaitQuiet(); // the orders' own messages stand in the same queues, behind thousands of others
        completed(orders);
        awaitQuiet();
        Ledger ledger = new Ledger(jdbc, contexts);
        assertThat(sent.stream()
                        .flatMap(message -> ledger.unaccounted(message).stream())
                        .limit(20))
                .as("neither handled nor early nor parked, seed %d", SEED)
                .isEmpty();
        assertThat(ledger.withoutCause())
                .as("parked without a cause, seed %d", SEED)
                .isEmpty();
        assertThat(ledger.plain(HostileMessages.SECRET))
                .as("in plain text, seed %d", SEED)
                .isEmpty();
        assertOperatorsSee(ledger);
        assertHealthy();
        assertThat(unexplained(sent))
                .as("violations about what no test tampered with, seed %d", SEED)
                .isEmpty();
        completed(place(2));
    }

    /** Messages that it ignores may also have to wait for their turn, and are in the context's tables meanwhile. */
    @Test
    void everyContextEncryptsWhatIsPersonalInAllThatItReceives() {
        for (Topology.Queue queue : Topology.QUEUES) {
            ContextRuntime context = contexts.get(queue.context());
            for (Topology.Exchange exchange : Topology.EXCHANGES) {
                if (exchange.name().equals(queue.exchange())) {
                    Stream.of(exchange.messages().getPermittedSubclasses())
                            .filter(Class::isRecord)
                            .forEach(type -> assertThat(stored(context, Samples.of(type)))
                                    .as("%s in %s", type.getSimpleName(), queue.name())
                                    .doesNotContain("street-1", "city-1", "postalCode-1", "attributes-1"));
                }
            }
        }
    }

    private static String stored(ContextRuntime context, Object message) {
        return context.transactions()
                .in(() -> context.personal().write(message, "fuzz").toString());
    }

    private List<String> place(int orders) {
        return Shop.atOnce(orders, n -> shop.place(Map.of("MUG", 1 + n % 3), "pm_card_visa", Map.of()));
    }

    private List<String> completed(List<String> orders) {
        orders.forEach(id -> shop.awaitStatus(id, "COMPLETED"));
        return orders;
    }

    private static void publish(Channel channel, List<HostileMessage> messages) throws Exception {
        for (HostileMessage message : messages) {
            channel.basicPublish(message.exchange(), message.type(), message.properties(), message.body());
        }
        channel.waitForConfirmsOrDie(60_000);
    }

    /** Nothing waits in a queue, in a consumer or for another attempt; pauses between attempts are skipped. */
    private void awaitQuiet() {
        Awaitility.await("all hostile messages are settled, seed " + SEED)
                .atMost(Duration.ofMinutes(2).plusMillis(30L * COUNT))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> queued() + retried() == 0);
    }

    private long queued() {
        return Topology.QUEUES.stream()
                .mapToLong(queue -> shop.bean(dev.waybill.platform.messaging.Questions.class)
                                .waitingIn(queue.name())
                        + contexts.get(queue.context()).messaging().held(queue.name()))
                .sum();
    }

    private long retried() {
        return contexts.values().stream()
                .mapToLong(parts -> jdbc.update("update " + parts.schema()
                        + ".kept_message set retry_at = least(retry_at, now()) where retry_at is not null"))
                .sum();
    }

    /** Operators see each parked message with its cause, and for an early one the predecessor that it waits for. */
    private void assertOperatorsSee(Ledger ledger) {
        JsonNode list = shop.get("/api/parked-messages").json();
        assertThat(list).hasSizeBetween(1, 200);
        List<ParkedMessage> parked = ledger.parked();
        for (int n = 0; n < parked.size(); n += 1 + parked.size() / 300) {
            Shop.Answer one = shop.get("/api/parked-messages/" + parked.get(n).id());
            assertThat(one.status()).as(one.body()).isEqualTo(200);
            assertThat(one.json().path("cause").asText()).isNotBlank();
        }
        for (JsonNode early : shop.get("/api/parked-messages/early").json()) {
            assertThat(early.at("/waitsFor/sequence").asLong())
                    .isBetween(1L, early.path("sequence").asLong() - 1);
            assertThat(early.at("/waitsFor/state").asText()).isIn("MISSING", "PARKED");
        }
    }

    private void assertHealthy() {
        assertThat(shop.get("/actuator/health").json().path("status").asText()).isEqualTo("UP");
        assertThat(shop.get("/actuator/prometheus").body().lines())
                .filteredOn(line -> line.startsWith("waybill_messages_stuck{"))
                .hasSize((int) Topology.QUEUES.stream()
                        .filter(queue -> !queue.exchange().equals("desk.questions"))
                        .count())
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    /** A hostile message that was handled moves things that belong to no order; about anything else the contexts have to agree. */
    private List<JsonNode> unexplained(List<HostileMessage> sent) {
        Set<String> named = new HashSet<>();
        for (HostileMessage message : sent) {
            if (message.kind() != Hostility.SEEN_BEFORE) {
                named.add(message.subject());
                message.envelope().path("data").forEach(value -> named.add(value.asText()));
            }
        }
        List<JsonNode> unexplained = new ArrayList<>();
        for (JsonNode violation : Audit.compared(shop).path("violations")) {
            if (!named.contains(violation
                            .path("subject")
                            .asText(violation.path("orderId").asText()))
                    && !named.contains(violation.path("sku").asText())) {
                unexplained.add(violation);
            }
        }
        return unexplained;
    }
}
