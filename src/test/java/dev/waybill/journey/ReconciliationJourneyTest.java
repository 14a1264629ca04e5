package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Damage behind the product's back is found, and nothing else is reported. */
class ReconciliationJourneyTest {

    private static Shop shop;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void open() {
        shop = Shop.open();
        jdbc = shop.bean(JdbcTemplate.class);
    }

    private static List<String> violationsOf(String subject) {
        List<String> found = new ArrayList<>();
        for (JsonNode violation : Audit.compared(shop).path("violations")) {
            if (violation.path("subject").asText().equals(subject)) {
                found.add(violation.path("invariant").asText() + " "
                        + violation.path("context").asText());
            }
        }
        return found;
    }

    @Test
    void findsNothingWhereNothingIsBroken() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "COMPLETED");

        JsonNode answer = Audit.compared(shop);

        assertThat(answer.path("violations")).isEmpty();
        assertThat(answer.path("orders").asLong()).isPositive();
        assertThat(answer.path("checkedAt").asText()).isNotEmpty();
    }

    @Test
    void findsAHoleInAStream() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "COMPLETED");
        String third = " orders.event set stream = ? where stream = ? and version = 3";

        jdbc.update("update" + third, "order/elsewhere", "order/" + id);

        assertThat(violationsOf(id)).containsExactly("I5 order");
        jdbc.update("update" + third, "order/" + id, "order/elsewhere");
        assertThat(violationsOf(id)).isEmpty();
    }

    @Test
    void findsAReservationThatTheStockKnowsNothingOf() {
        String sku = shop.sellNew("PLANTED", "10.00", 3);
        String held = "update inventory.stream set version = ? where id = ?";
        String stream = "reservation/planted-" + sku;
        jdbc.update("insert into inventory.stream (id, version) values (?, 1)", stream);
        jdbc.update(
                "insert into inventory.event (stream, version, type, schema_version, data, occurred_at, causation_id,"
                        + " correlation_id) values (?, 1, 'StockReserved', 1, jsonb_build_object('taken',"
                        + " jsonb_build_object('pieces', jsonb_build_object(?, 2))), now(), 'test', 'test')",
                stream,
                sku);

        assertThat(violationsOf(sku)).containsExactly("I2 inventory");
        jdbc.update("delete from inventory.event where stream = ?", stream);
        jdbc.update(held, 0, stream);
        assertThat(violationsOf(sku)).isEmpty();
    }

    @Test
    void findsMoneyThatNoInvoiceAccountsFor() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "COMPLETED");
        String invoice = "update billing.event set data = jsonb_set(data, '{total}', to_jsonb(?))"
                + " where stream = ? and type = 'InvoiceIssued'";

        jdbc.update(invoice, 11_800, "bill/" + id);

        assertThat(violationsOf(id)).containsExactly("I3 billing");
        jdbc.update(invoice, 11_900, "bill/" + id);
        assertThat(violationsOf(id)).isEmpty();
    }

    @Test
    void findsAnOrderWhoseProcessIsLost() {
        String sku = shop.sellNew("LOST", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");

        jdbc.update("update orders.act_ru_execution set business_key_ = 'lost' where business_key_ = ?", id);

        assertThat(violationsOf(id)).containsExactly("I1 order");
        assertThat(shop.cancel(id).status())
                .as("nothing half done: neither the order nor a lost process is moved")
                .isEqualTo(500);
        assertThat(shop.orderOf(id).path("status").asText()).isEqualTo("BACK_ORDERED");
        jdbc.update("update orders.act_ru_execution set business_key_ = ? where business_key_ = 'lost'", id);
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");
        assertThat(violationsOf(id)).isEmpty();
    }

    /** After an outage there may be many; checking all of them again at once would keep the contexts from answering. */
    @Test
    void looksAtSomeOfManyDisagreementsAtATimeAndForgetsNoneThatItHasNotLookedAt() {
        jdbc.update("insert into desk.violation (id, invariant, context, peer, subject, what, detail, since, found_at,"
                + " repair, repairs, repair_peer, exchange, from_sequence, to_sequence, description)"
                + " select 'many-' || n, 'I3', 'billing', 'order', 'many-' || n, 'planted', 'planted', now(), now(),"
                + " 'none', '', '', '', 0, 0, 'planted' from generate_series(1, 10000) n");
        try {
            JsonNode answer = shop.get("/api/reconciliation").json();

            assertThat(answer.path("unanswered")).isEmpty();
            assertThat(answer.path("violations").size()).isBetween(9_000, 9_999);
        } finally {
            jdbc.update("delete from desk.violation where id like 'many-%'");
        }
    }

    @Test
    void reportsManyBrokenStreamsAtOnceAndThenNone() {
        jdbc.update("insert into shipping.stream (id, version)"
                + " select 'shipment/broken-' || n, 1 from generate_series(1, 10000) n");
        try {
            JsonNode answer = shop.get("/api/reconciliation").json();

            assertThat(answer.path("unanswered")).isEmpty();
            assertThat(answer.path("violations").size()).isEqualTo(10_000);
        } finally {
            jdbc.update("delete from shipping.stream where id like 'shipment/broken-%'");
        }
        JsonNode answer = shop.get("/api/reconciliation").json();
        assertThat(answer.path("unanswered")).isEmpty();
        assertThat(answer.path("violations")).isEmpty();
    }
}
