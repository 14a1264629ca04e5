package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The bill shows what was posted, to the cent. */
@Order(2)
class LedgerJourneyTest {

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.openWithWaitingCarrier();
    }

    /** A posting per line: debit, credit, amount and document, of which only the series or the payment's number. */
    private static List<String> postings(String id) {
        List<String> all = new ArrayList<>();
        for (JsonNode posting : shop.billOf(id).path("postings")) {
            assertThat(posting.path("at").asText()).isNotEmpty();
            assertThat(posting.at("/amount/currency").asText()).isEqualTo("EUR");
            all.add("%s %s %s %s"
                    .formatted(
                            posting.path("debit").asText(),
                            posting.path("credit").asText(),
                            posting.at("/amount/amount").asText(),
                            posting.path("document").asText().replace(id, "").replaceAll("\\d{6}$", "")));
        }
        return all;
    }

    private static String balances(String id) {
        var text = new StringBuilder();
        shop.billOf(id)
                .path("balances")
                .forEach(balance -> text.append(balance.path("account").asText())
                        .append(' ')
                        .append(balance.at("/balance/amount").asText())
                        .append(' '));
        return text.toString().strip();
    }

    private static void complete(String id) {
        await().untilAsserted(() -> {
            shop.carrierComes(id);
            assertThat(shop.orderOf(id).path("status").asText()).isEqualTo("COMPLETED");
        });
    }

    private static List<String> violationsOf(String id) {
        List<String> found = new ArrayList<>();
        for (JsonNode violation : Audit.compared(shop).path("violations")) {
            if (violation.path("subject").asText().equals(id)) {
                found.add(violation.path("invariant").asText() + " "
                        + violation.path("detail").asText());
            }
        }
        return found;
    }

    @Test
    void aCompletedOrderIsCapturedRevenueAndVat() {
        String id = shop.place(Map.of("MUG", 3), "pm_card_visa", Map.of());
        complete(id);

        assertThat(postings(id))
                .containsExactly(
                        "authorized held 51.88 -1",
                        "held authorized 51.88 -1",
                        "captured receivable 51.88 -1",
                        "receivable revenue 43.60 INV-",
                        "receivable vat 8.28 INV-");
        assertThat(balances(id))
                .isEqualTo("receivable 0.00 authorized 0.00 held 0.00 captured 51.88 refunded 0.00"
                        + " revenue 43.60 vat 8.28");
        assertThat(violationsOf(id)).isEmpty();
    }

    @Test
    void whatIsCancelledAfterItsCaptureIsRefundedWithACreditNote() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "PAID");
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");

        assertThat(postings(id))
                .containsExactly(
                        "authorized held 119.00 -1",
                        "held authorized 119.00 -1",
                        "captured receivable 119.00 -1",
                        "receivable revenue 100.00 INV-",
                        "receivable vat 19.00 INV-",
                        "receivable refunded 119.00 -1",
                        "revenue receivable 100.00 CN-",
                        "vat receivable 19.00 CN-");
        assertThat(balances(id))
                .isEqualTo("receivable 0.00 authorized 0.00 held 0.00 captured 119.00 refunded 119.00"
                        + " revenue 0.00 vat 0.00");
        assertThat(violationsOf(id)).isEmpty();
    }

    @Test
    void aChangedOrderHoldsTheNewAmountBeforeItReleasesTheOldOne() {
        String missing = shop.sellNew("MORE", "10.00", 0);
        String id = shop.place(Map.of(missing, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        assertThat(shop.changeLines(id, Map.of(missing, 2)).status()).isEqualTo(202);
        shop.awaitRevision(id, 2, "BACK_ORDERED");
        shop.receive(missing, 2);
        complete(id);

        assertThat(postings(id))
                .containsExactlyInAnyOrder(
                        "authorized held 17.73 -1",
                        "authorized held 29.63 -2",
                        "held authorized 17.73 -1",
                        "held authorized 29.63 -2",
                        "captured receivable 29.63 -2",
                        "receivable revenue 24.90 INV-",
                        "receivable vat 4.73 INV-")
                .startsWith("authorized held 17.73 -1", "authorized held 29.63 -2")
                .endsWith("receivable revenue 24.90 INV-", "receivable vat 4.73 INV-");
        assertThat(violationsOf(id)).isEmpty();
    }

    @Test
    void aLargerAuthorizationThatIsKeptIsReleasedInWhole() {
        String missing = shop.sellNew("LESS", "50.00", 0);
        String id = shop.place(Map.of("LAMP", 1, missing, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        assertThat(shop.changeLines(id, Map.of("LAMP", 1)).status()).isEqualTo(202);
        complete(id);

        assertThat(postings(id))
                .startsWith("authorized held 178.50 -1", "held authorized 178.50 -1", "captured receivable 119.00 -1");
        assertThat(violationsOf(id)).isEmpty();
    }

    /** An order whose posting the ledger refuses waits and is reported, and none of its changes is half done. */
    @Test
    void whatTheLedgerRefusesIsNotDoneInPart() {
        var jdbc = shop.bean(JdbcTemplate.class);
        String missing = shop.sellNew("REFUSED", "10.00", 0);
        String id = shop.place(Map.of(missing, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        String forged = "insert into billing.posting (order_id, debit, credit, amount, currency, document, posted_at)"
                + " values (?, 'held', 'authorized', ?, 'EUR', ?, now())";
        assertThatThrownBy(() -> jdbc.update(forged, id, 1_774, id + "-1"))
                .isInstanceOf(DataIntegrityViolationException.class);
        jdbc.update(forged, id, 1_773, id + "-1");
        shop.receive(missing, 1);

        await().until(() -> jdbc.queryForObject(
                        "select coalesce(max(attempts), 0) from billing.remote_call where subject = ?",
                        Integer.class,
                        id)
                > 2);
        assertThat(shop.billOf(id).path("invoices")).isEmpty();
        assertThat(shop.billOf(id).at("/payments/0/status").asText()).isEqualTo("CAPTURING");
        jdbc.execute("alter table billing.posting disable trigger posting_stays");
        jdbc.update("delete from billing.posting where order_id = ? and debit = 'held'", id);
        jdbc.execute("alter table billing.posting enable trigger posting_stays");
        complete(id);
        assertThat(shop.providerPayments(id).at("/0/captured/amount").asText()).isEqualTo("17.73");
        assertThat(violationsOf(id)).isEmpty();
    }

    @Test
    void aDifferenceToTheProvidersRecordsIsFound() {
        var jdbc = shop.bean(JdbcTemplate.class);
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        complete(id);

        jdbc.update("update billing.sandbox_payment set captured = 11800 where order_id = ?", id);

        assertThat(violationsOf(id))
                .containsExactly("I3 payment " + id + "-1: captured 11800, refunded 0, held 0 by the provider,"
                        + " 11900, 0, 0 in the ledger");
        jdbc.update("update billing.sandbox_payment set captured = 11900 where order_id = ?", id);
        assertThat(violationsOf(id)).isEmpty();
    }

    @Test
    void aDifferenceBetweenLedgerAndEventsIsFound() {
        var jdbc = shop.bean(JdbcTemplate.class);
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        complete(id);
        String event = "update billing.event set data = jsonb_set(data, '{amount}', to_jsonb(?)) where stream = ?"
                + " and type = 'PaymentCaptured'";

        jdbc.update(event, 11_800, "bill/" + id);

        assertThat(violationsOf(id))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("I3 ")
                .contains("PaymentCaptured of " + id + "-1: 11800 in the events, 11900 in the ledger")
                .contains("in cents captured 11800, refunded 0, invoiced 11900, credited 0");
        jdbc.update(event, 11_900, "bill/" + id);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
