package dev.waybill.billing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.billing.BillingDatabase;
import dev.waybill.platform.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What would break the ledger cannot be written, not even by hand. */
class LedgerTableTest {

    private static DataSource database;
    private static JdbcTemplate jdbc;

    private final String order = UUID.randomUUID().toString();

    @BeforeAll
    static void migrate() {
        database = TestDatabase.withSchema("billing");
        jdbc = new JdbcTemplate(database);
        BillingDatabase.migrate(database, "latest");
    }

    /** One statement with a posting per line: {@code debit credit amount document}, o for the order's own documents. */
    private String posted(String... lines) {
        var values = new StringBuilder();
        for (String line : lines) {
            String[] part = line.replace("{o}", order).split(" ");
            values.append(values.isEmpty() ? "" : ", ")
                    .append("('%s', '%s', '%s', %s, '%s', '%s', now())"
                            .formatted(order, part[0], part[1], part[2], part.length > 4 ? part[4] : "EUR", part[3]));
        }
        return "insert into billing.posting (order_id, debit, credit, amount, currency, document, posted_at) values "
                + values;
    }

    private void bill() {
        jdbc.update("insert into billing.stream (id, version) values (?, 1)", "bill/" + order);
    }

    private void post(String... lines) {
        jdbc.update(posted(lines));
    }

    private void captured() {
        bill();
        post("authorized held 119 {o}-1");
        post(
                "held authorized 119 {o}-1",
                "captured receivable 119 {o}-1",
                "receivable revenue 100 INV-{o}",
                "receivable vat 19 INV-{o}");
    }

    private void refusedWith(String why, String... lines) {
        assertThatThrownBy(() -> post(lines))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(why);
    }

    @Test
    void acceptsWhatHolds() {
        captured();
        post("receivable refunded 119 {o}-1", "revenue receivable 100 CN-{o}", "vat receivable 19 CN-{o}");
        post("authorized held 50 {o}-2");
        post("held authorized 50 {o}-2");

        assertThat(jdbc.queryForObject("select count(*) from billing.posting where order_id = ?", Long.class, order))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "captured receivable 119 {o}-1, receivable is -119",
        "receivable revenue 119 INV-{o}, receivable is 119",
        "receivable refunded 119 {o}-1, receivable is 119",
        "held authorized 119 {o}-1, more is let go",
        "receivable vat 0 INV-{o}, posting_amount_check",
        "receivable vat -19 INV-{o}, posting_amount_check",
        "captured captured 19 {o}-1, moves_what_accounts_are_for",
        "captured revenue 19 {o}-1, moves_what_accounts_are_for",
        "authorized receivable 19 {o}-1, moves_what_accounts_are_for",
        "captured cash 19 {o}-1, moves_what_accounts_are_for",
        "authorized held null {o}-1, null value"
    })
    void refusesWhatIsOutOfBalanceOrNoPosting(String line, String why) {
        bill();

        refusedWith(why, line);
    }

    @Test
    void refusesASecondOpenCapture() {
        captured();

        refusedWith("2 payments are captured", "captured receivable 50 {o}-2", "receivable revenue 50 INV2-{o}");
    }

    @Test
    void refusesToCaptureAPaymentTwice() {
        captured();

        refusedWith("posting_once", "captured receivable 119 {o}-1", "receivable revenue 119 INV2-{o}");
    }

    @Test
    void refusesToRefundWhatWasNotCaptured() {
        captured();

        refusedWith("gave back", "receivable refunded 120 {o}-1", "revenue receivable 120 CN-{o}");
        refusedWith("gave back", "receivable refunded 119 {o}-2", "revenue receivable 119 CN-{o}");
    }

    @Test
    void refusesToCreditMoreOfAnAccountThanWasInvoicedOnIt() {
        captured();

        refusedWith("more is credited", "receivable refunded 119 {o}-1", "revenue receivable 119 CN-{o}");
    }

    @Test
    void refusesASecondCurrency() {
        captured();

        refusedWith("more than one currency", "authorized held 119 {o}-2 USD");
    }

    @Test
    void refusesPostingsOfNoBill() {
        refusedWith("there is no bill", "authorized held 119 {o}-1");
    }

    @Test
    void refusesToChangeOrRemoveAPosting() {
        captured();

        for (String change : new String[] {
            "update billing.posting set amount = 1 where order_id = '" + order + "'",
            "delete from billing.posting where order_id = '" + order + "'",
            "truncate billing.posting"
        }) {
            assertThatThrownBy(() -> jdbc.update(change))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("the ledger only grows");
        }
    }

    @Test
    void twoAtTheSameTimeCannotEachLookRightAlone() throws SQLException {
        bill();
        try (Connection first = database.getConnection();
                var other = Executors.newSingleThreadExecutor()) {
            first.setAutoCommit(false);
            try (Statement statement = first.createStatement()) {
                statement.execute(posted("captured receivable 50 {o}-1", "receivable revenue 50 INV1-{o}"));
            }
            var second = CompletableFuture.runAsync(
                    () -> post("captured receivable 60 {o}-2", "receivable revenue 60 INV2-{o}"), other);
            await().until(() -> jdbc.queryForObject(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and query like '%' || ? || '%' and pid <> pg_backend_pid()",
                            Long.class, order)
                    == 1);
            first.commit();

            assertThatThrownBy(second::join).hasMessageContaining("2 payments are captured");
        }
        assertThatCode(() -> post("authorized held 60 {o}-2")).doesNotThrowAnyException();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
