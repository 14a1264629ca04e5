package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.jdbc.core.JdbcTemplate;

/** Damage behind the product's back is found, and repaired where possible. */
@Order(3)
class PlantedJourneyTest {

    private static Shop shop;
    private static Audit audit;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void open() {
        shop = Shop.openWatchful();
        audit = new Audit(shop);
        jdbc = shop.bean(JdbcTemplate.class);
    }

    private static String placed(String sku, String method, String status) {
        String id = shop.place(Map.of(sku, 1), method, Map.of());
        shop.awaitStatus(id, status);
        return id;
    }

    private static void complete(String id) {
        dispatch(id);
        shop.carrierComes(id);
        shop.awaitStatus(id, "COMPLETED");
    }

    private static void dispatch(String id) {
        Audit.awaitBooked(shop, id);
        shop.carrierComes(id);
        shop.awaitStatus(id, "SHIPPED");
    }

    private static void mend(JsonNode violation, String kind, String effect) {
        JsonNode preview = audit.preview(violation);
        assertThat(preview.path("kind").asText()).as(preview.toString()).isEqualTo(kind);
        assertThat(preview.path("effect").asText()).as(preview.toString()).contains(effect);
        Shop.Answer asked = audit.repair(violation);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.json().path("outcome").asText()).as(asked.body()).contains(effect);
        assertThat(asked.json().path("done").asBoolean()).as(asked.body()).isTrue();
        assertThat(asked.json().path("askedBy").asText()).isEqualTo("admin");
        assertThat(shop.get("/api/reconciliation/repairs").json().path("items").findValuesAsText("id"))
                .contains(asked.json().path("id").asText());
    }

    /** Deletes all that the engine has of an order's process. */
    static void deleteProcess(JdbcTemplate jdbc, String id) {
        String instance = jdbc.queryForObject(
                "select id_ from orders.act_ru_execution where business_key_ = ?", String.class, id);
        for (String rows : List.of(
                "act_ru_job where process_instance_id_",
                "act_ru_event_subscr where proc_inst_id_",
                "act_ru_variable where proc_inst_id_",
                "act_ru_execution where proc_inst_id_")) {
            jdbc.update("delete from orders." + rows + " = ?", instance);
        }
    }

    @Test
    void aLostProcessIsResumedWhereTheOrderWaitsForStock() {
        String sku = shop.sellNew("LOST", "10.00", 0);
        String id = placed(sku, "pm_card_visa", "BACK_ORDERED");

        deleteProcess(jdbc, id);
        JsonNode violation = audit.only(id, "I1 order");
        assertThat(violation.path("orderId").asText()).isEqualTo(id);
        mend(violation, "resume-process", "AwaitStock");

        audit.awaitHealed(id);
        shop.receive(sku, 1);
        shop.awaitStatus(id, "PAID");
        complete(id);
    }

    @Test
    void aLostProcessIsResumedWhereTheCustomerIsAskedForAnotherPaymentMethod() {
        String id = placed("LAMP", "pm_card_chargeDeclined", "PAYMENT_DECLINED");

        deleteProcess(jdbc, id);
        mend(audit.only(id, "I1 order"), "resume-process", "AwaitPaymentMethod");

        audit.awaitHealed(id);
        shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
        shop.awaitStatus(id, "PAID");
    }

    @Test
    void aLostProcessWhoseParcelWasDeliveredMeanwhileIsResumedAtItsEnd() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        dispatch(id);

        deleteProcess(jdbc, id);
        shop.carrierComes(id);
        Awaitility.await().until(() -> shop.eventTypes(id).containsAll(List.of("ParcelDelivered", "StockIssued")));
        mend(audit.awaitOnly(id, "I1 order"), "resume-process", "started the process at Done");

        audit.awaitHealed(id);
        shop.awaitStatus(id, "COMPLETED");
    }

    @Test
    void anOrderThatWaitsBeyondItsDeadlineIsShownAndItsServicesAreAskedAgain() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        Audit.awaitBooked(shop, id);
        JsonNode waiting = shop.orderOf(id).path("waitingFor");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.at("/0/from").asText()).isEqualTo("CARRIER");
        assertThat(waiting.at("/0/then").asText()).contains("operator");
        assertThat(audit.violationsOf(id)).isEmpty();

        jdbc.update(
                "update orders.event set occurred_at = occurred_at - interval '4 days' where stream = ?",
                "order/" + id);

        JsonNode violation = audit.awaitOnly(id, "I9 order");
        assertThat(violation.path("detail").asText()).contains("PAID", "the parcel's dispatch");
        mend(violation, "ask-again", "asked");
        complete(id);
        audit.awaitHealed(id);
    }

    private String cancellingWithoutProcess() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLING");
        deleteProcess(jdbc, id);
        return id;
    }

    @Test
    void aLostProcessIsResumedWhileItsShipmentIsToBeStopped() throws Exception {
        String id;
        try (var road = new HeldRoad(shop, "shipping.commands")) {
            id = cancellingWithoutProcess();
            mend(audit.awaitOnly(id, "I1 order"), "resume-process", "ShipOrder and CancelShipment");
        }

        shop.awaitStatus(id, "CANCELLED");
        audit.awaitHealed(id);
    }

    @Test
    void aLostProcessWhoseShipmentWasStoppedMeanwhileIsResumedWhereAllIsReleased() throws Exception {
        String id;
        try (var road = new HeldRoad(shop, "shipping.commands")) {
            id = cancellingWithoutProcess();
        }
        Awaitility.await().until(() -> shop.eventTypes(id).contains("ShipmentCancelled"));

        mend(audit.awaitOnly(id, "I1 order"), "resume-process", "ReleasePayment and ReleaseStock");

        shop.awaitStatus(id, "CANCELLED");
        audit.awaitHealed(id);
    }

    @Tag(Shop.ONE_JVM)
    @Test
    void aProcessThatIsLeftOverIsEnded() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        complete(id);

        shop.bean(RuntimeService.class)
                .createProcessInstanceByKey("order-fulfillment")
                .businessKey(id)
                .startBeforeActivity("DeliverParcel")
                .execute();
        mend(audit.only(id, "I6 order"), "end-process", "ended the process");

        audit.awaitHealed(id);
    }

    @Test
    void aCommandThatGotLostIsAskedAgain() {
        String id = losing("orders", "ReserveStock", "AUTHORIZED");

        JsonNode violation = audit.awaitOnly(id, "I4 order");
        assertThat(violation.path("detail").asText()).contains("inventory has handled 0");
        mend(violation, "say-again", "filled the numbers 1 to 1");

        audit.awaitHealed(id);
        shop.awaitStatus(id, "PAID");
    }

    @Test
    void anAnswerThatGotLostIsRepublishedUnderItsOwnNumber() {
        String id = losing("billing", "PaymentAuthorized", "INVOICED");

        JsonNode violation = audit.awaitOnly(id, "I4 billing");
        mend(violation, "say-again", "PaymentAuthorized");

        shop.awaitStatus(id, "PAID");
        audit.awaitHealed(id);
    }

    @Test
    void aMilestoneThatGotLostIsRepublished() {
        String id = losing("orders", "OrderPlaced", "PAID");

        mend(audit.awaitOnly(id, "I4 order"), "say-again", "OrderPlaced");

        audit.awaitHealed(id);
        complete(id);
        audit.awaitHealed(id);
    }

    /** An order whose message of that type never reaches the outbox. */
    private static String losing(String schema, String type, String status) {
        jdbc.execute("create table lost_message as select from pg_class limit 0");
        jdbc.execute("create function lose() returns trigger language plpgsql as"
                + " 'begin insert into lost_message default values; return null; end'");
        jdbc.execute("create trigger lose before insert on " + schema + ".outbox for each row when (new.type = '" + type
                + "') execute function lose()");
        try {
            String id = placed("LAMP", "pm_card_visa", status);
            Awaitility.await().until(() -> jdbc.queryForObject("select count(*) from lost_message", Integer.class) > 0);
            return id;
        } finally {
            jdbc.execute("drop function lose cascade");
            jdbc.execute("drop table lost_message");
        }
    }

    @Test
    void whatTheSearchDoesNotShowIsRebuilt() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        complete(id);
        audit.awaitHealed(id);

        jdbc.update("update orders.order_view set status = 'PAID' where order_id = ?", id);
        mend(audit.only(id, "I5 order"), "rebuild-view", "rebuilt");

        audit.awaitHealed(id);
    }

    @Test
    void anOrderThatEndedTwiceIsFound() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        complete(id);

        jdbc.update(
                "update orders.event set type = 'OrderCancelled' where stream = ? and type = 'OrderShipped'",
                "order/" + id);

        assertThat(audit.violationsOf(id)).contains("I1 order");
        jdbc.update(
                "update orders.event set type = 'OrderShipped' where stream = ? and type = 'OrderCancelled'",
                "order/" + id);
        audit.awaitHealed(id);
    }

    @Test
    void aReservationThatIsGoneIsFound() {
        String sku = shop.sellNew("GONE", "10.00", 5);
        String id = placed(sku, "pm_card_visa", "PAID");

        String move = "update inventory.event set stream = ? where stream = ?";
        String head = "update inventory.stream set version = ? where id = ?";
        String stream = "reservation/" + id;
        int events = jdbc.update(move, "elsewhere/planted", stream);
        jdbc.update(head, 0, stream);

        audit.only(sku, "I2 inventory");
        audit.only(id, "I2 inventory");

        jdbc.update(move, stream, "elsewhere/planted");
        jdbc.update(head, events, stream);
        audit.awaitHealed(id);
        audit.awaitHealed(sku);
    }

    @Test
    void aShipmentThatIsGoneIsAskedForAgain() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        Audit.awaitBooked(shop, id);

        jdbc.update("delete from shipping.event where stream = ?", "shipment/" + id);
        jdbc.update("update shipping.stream set version = 0 where id = ?", "shipment/" + id);
        mend(audit.only(id, "I1 shipping"), "ask-again", "asked shipping again");

        audit.awaitHealed(id);
        assertThat(new Initiators(shop).of("shipping", "shipment/" + id))
                .first()
                .isEqualTo("ShipmentRequested admin REPAIR");
        complete(id);
    }

    @Test
    void aProvidersPaymentThatDiffersFromBillingsIsFoundAndLeftToAPerson() {
        String id = placed("LAMP", "pm_card_visa", "PAID");

        jdbc.update("update billing.sandbox_payment set captured = captured - 100 where order_id = ?", id);

        JsonNode violation = audit.only(id, "I3 billing");
        assertThat(violation.at("/repair/kind").asText()).isEqualTo("none");
        assertThat(audit.preview(violation).has("effect")).isFalse();
        assertThat(audit.repair(violation).status()).isEqualTo(409);
        jdbc.update("update billing.sandbox_payment set captured = captured + 100 where order_id = ?", id);
        audit.awaitHealed(id);
    }

    @Test
    void aCaptureThatIsMissingFromItsBillIsFound() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        String stream = "bill/" + id;

        jdbc.update(
                "update billing.event set stream = 'bill/elsewhere' where stream = ? and type in"
                        + " ('PaymentCaptured', 'InvoiceIssued')",
                stream);

        audit.only(id, "I5 billing");
        jdbc.update("update billing.event set stream = ? where stream = 'bill/elsewhere'", stream);
        audit.awaitHealed(id);
    }

    @Test
    void anOrderThatTheDeskDoesNotShowIsRestoredByARebuild() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        audit.awaitHealed(id);

        jdbc.update("delete from desk.order_desk where order_id = ?", id);
        JsonNode violation = audit.only(id, "I5 desk");
        assertThat(audit.repair(violation).json().path("outcome").asText()).contains("rebuilt");

        audit.awaitHealed(id);
        assertThat(shop.get("/api/desk/orders/" + id).status()).isEqualTo(200);
    }

    @Test
    void aContextThatDoesNotAnswerIsNamedAndAccusedOfNothing() {
        String id = placed("LAMP", "pm_card_visa", "PAID");
        var admin = shop.bean(AmqpAdmin.class);
        var road = new Binding(
                "billing.hears.desk.questions", Binding.DestinationType.QUEUE, "desk.questions", "#", Map.of());
        admin.removeBinding(road);
        try {
            JsonNode answer = shop.get("/api/reconciliation").json();

            assertThat(answer.path("unanswered").toString()).isEqualTo("[\"billing\"]");
            assertThat(answer.path("violations").findValuesAsText("subject")).doesNotContain(id);
        } finally {
            admin.declareBinding(road);
        }
        assertThat(audit.violationsOf(id)).as("all have answered again").isEmpty();
    }
}
