package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Running orders are moved to the newest version of their process's model, wherever they are, and nothing is sent twice. */
@Tag(Shop.ONE_JVM)
@Order(3)
class RebaseJourneyTest {

    private static final String REBASE = "/api/processes/order-fulfillment/rebase";
    private static final Duration TIMERS = Duration.ofSeconds(2);

    private static Shop shop;
    private static JdbcTemplate jdbc;
    private static ProcessDefinition retired;

    /** What a rebase must not change: where an order waits, until when, and what it has sent. */
    private record Standing(String places, String sent, JsonNode order) {}

    @BeforeAll
    static void open() {
        shop = Shop.openWith(List.of(
                "--waybill.shipping.sandbox-delay=1d",
                "--waybill.desk.reconciliation-patience=2s",
                "--waybill.desk.reconciliation-interval=1d",
                "--waybill.order.process.rebase=false"));
        jdbc = shop.bean(JdbcTemplate.class);
        var repository = shop.bean(RepositoryService.class);
        repository
                .createDeployment()
                .addClasspathResource("processes/retired/order-fulfillment-1.bpmn")
                .deploy();
        retired =
                repository.createProcessDefinitionQuery().versionTag("1").list().getFirst();
    }

    private static String placed(String sku, String method, String status) {
        String id = shop.place(Map.of(sku, 1), method, Map.of());
        shop.awaitStatus(id, status);
        return id;
    }

    private static String paid() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        Audit.awaitBooked(shop, id);
        return id;
    }

    private static String dispatched() {
        String id = paid();
        shop.carrierComes(id);
        shop.awaitStatus(id, "SHIPPED");
        Awaitility.await().until(() -> shop.eventTypes(id).contains("StockIssued"));
        return id;
    }

    /** As an order that began under the retired version, which differs in names only. */
    private static void beginUnderTheRetiredVersion(String id) {
        String instance = jdbc.queryForObject(
                "select id_ from orders.act_ru_execution where business_key_ = ?", String.class, id);
        jdbc.update(
                "update orders.act_ru_execution set proc_def_id_ = ? where proc_inst_id_ = ?",
                retired.getId(),
                instance);
        jdbc.update(
                "update orders.act_ru_job set process_def_id_ = ?, deployment_id_ = ? where process_instance_id_ = ?",
                retired.getId(),
                retired.getDeploymentId(),
                instance);
    }

    private static String versionOf(String id) {
        return jdbc.queryForObject(
                "select d.version_tag_ from orders.act_ru_execution e"
                        + " join orders.act_re_procdef d on d.id_ = e.proc_def_id_ where e.business_key_ = ?",
                String.class,
                id);
    }

    private static List<Instant> timersOf(String id) {
        return jdbc.query(
                "select duedate_ from orders.act_ru_job where process_instance_id_ ="
                        + " (select id_ from orders.act_ru_execution where business_key_ = ?) order by 1",
                (row, n) -> row.getTimestamp(1).toInstant(),
                id);
    }

    private static Standing standing(String id) {
        return new Standing(
                shop.get("/api/orders/" + id + "/process")
                        .json()
                        .path("activeActivityIds")
                        .toString(),
                jdbc.queryForObject("select sent from orders.stream where id = ?", String.class, "order/" + id),
                shop.orderOf(id));
    }

    private static void awaitMoved(long expected) {
        Awaitility.await().untilAsserted(() -> {
            JsonNode state = shop.get(REBASE).json();
            assertThat(state.path("running").asBoolean()).as(state.toString()).isFalse();
            assertThat(state.path("moved").asLong()).as(state.toString()).isEqualTo(expected);
            assertThat(state.path("failed")).isEmpty();
            assertThat(state.path("orders")).isEmpty();
        });
    }

    /** Moves these orders, and sees that nothing else about them changes. */
    private static void rebase(String... ids) {
        for (String id : ids) {
            beginUnderTheRetiredVersion(id);
        }
        List<Standing> before =
                Arrays.stream(ids).map(RebaseJourneyTest::standing).toList();
        List<List<Instant>> timers =
                Arrays.stream(ids).map(RebaseJourneyTest::timersOf).toList();

        JsonNode plan = shop.post(REBASE, Map.of("from", "1", "dryRun", true)).json();
        assertThat(plan.at("/orders/1").asInt()).as(plan.toString()).isEqualTo(ids.length);
        assertThat(plan.path("places")).as(plan.toString()).isNotEmpty();
        assertThat(versionOf(ids[0])).as("after a dry run").isEqualTo("1");
        assertThat(shop.post(REBASE, Map.of("perSecond", 1_000)).status()).isEqualTo(202);
        awaitMoved(ids.length);

        for (int n = 0; n < ids.length; n++) {
            assertThat(versionOf(ids[n])).isEqualTo("2");
            assertThat(standing(ids[n])).isEqualTo(before.get(n));
            List<Instant> now = timersOf(ids[n]);
            assertThat(now).hasSameSizeAs(timers.get(n));
            for (int timer = 0; timer < now.size(); timer++) {
                assertThat(Duration.between(timers.get(n).get(timer), now.get(timer)))
                        .isBetween(TIMERS.negated(), TIMERS);
            }
        }
    }

    private static void complete(String id) {
        shop.awaitStatus(id, "PAID");
        Audit.awaitBooked(shop, id);
        shop.deliver(List.of(id));
    }

    @Test
    void ordersThatWaitForPeopleKeepTheirPlacesAndTheirTimers() {
        String sku = shop.sellNew("REBASED", "10.00", 0);
        String declined = placed("MUG", "pm_card_chargeDeclined", "PAYMENT_DECLINED");
        String backOrdered = placed(sku, "pm_card_visa", "BACK_ORDERED");
        String paid = paid();
        String shipped = dispatched();

        rebase(declined, backOrdered, paid, shipped);

        assertThat(timersOf(declined)).hasSize(1);
        assertThat(timersOf(backOrdered)).hasSize(2);
        shop.put("/api/orders/" + declined + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
        shop.receive(sku, 1);
        for (String id : List.of(declined, backOrdered)) {
            complete(id);
        }
        shop.deliver(List.of(paid, shipped));
    }

    @Test
    void ordersWhoseRequestsAreInFlightAskNothingTwice() throws Exception {
        String unpaid = placed(shop.sellNew("WAITS", "10.00", 0), "pm_card_visa", "BACK_ORDERED");
        List<String> inFlight = new ArrayList<>();
        try (var road = new HeldRoad(shop, "billing.commands")) {
            inFlight.add(shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of()));
            shop.cancel(unpaid);
            Awaitility.await().until(() -> shop.eventTypes(unpaid).contains("StockReleased"));
            rebase(inFlight.getFirst(), unpaid);
        }
        try (var road = new HeldRoad(shop, "inventory.commands")) {
            inFlight.add(placed("LAMP", "pm_card_visa", "AUTHORIZED"));
            rebase(inFlight.getLast());
        }
        String stopped = paid();
        try (var road = new HeldRoad(shop, "shipping.commands")) {
            shop.cancel(stopped);
            shop.awaitStatus(stopped, "CANCELLING");
            rebase(stopped);
        }

        inFlight.forEach(RebaseJourneyTest::complete);
        shop.awaitStatus(unpaid, "CANCELLED");
        shop.awaitStatus(stopped, "CANCELLED");
    }

    @Test
    void anOrderOfAnOlderVersionIsNamedUntilItIsMoved() {
        var audit = new Audit(shop);
        String id = placed("MUG", "pm_card_chargeDeclined", "PAYMENT_DECLINED");
        audit.awaitHealed(id);
        beginUnderTheRetiredVersion(id);

        JsonNode violation = audit.awaitOnly(id, "I9 order");
        assertThat(violation.path("detail").asText()).contains("version 1", "version 2");
        assertThat(audit.preview(violation).path("kind").asText()).isEqualTo("rebase-process");
        assertThat(audit.repair(violation).json().path("outcome").asText()).contains("AwaitPaymentMethod");

        audit.awaitHealed(id);
        assertThat(versionOf(id)).isEqualTo("2");
        shop.cancel(id);
        shop.awaitStatus(id, "CANCELLED");
    }

    @Test
    void versionsThatAreNotOlderAreRefused() {
        for (String version : List.of("2", "3", "999999", "one")) {
            Shop.Answer answer = shop.post(REBASE, Map.of("from", version));
            assertThat(answer.status()).as(version).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("from");
        }
        assertThat(shop.post(REBASE, Map.of("perSecond", 0)).status()).isEqualTo(400);
        assertThat(shop.post("/api/processes/other/rebase", Map.of()).status()).isEqualTo(404);
    }
}
