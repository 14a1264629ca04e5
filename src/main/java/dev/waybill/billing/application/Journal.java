package dev.waybill.billing.application;

import dev.waybill.billing.domain.Account;
import dev.waybill.billing.domain.Bill;
import dev.waybill.billing.domain.Draft;
import dev.waybill.billing.domain.Posting;
import dev.waybill.platform.eventstore.RowWriter;
import dev.waybill.platform.eventstore.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The ledger's table: postings are written with the events that they are derived from, never changed, and refused by the
 * database when they would break what always holds.
 */
public final class Journal {

    /** A posting as it was written; minor units of the currency. */
    public record Entry(Instant at, Posting posting, String currency) {}

    private record Row(String orderId, Posting posting, String currency, Instant at) {}

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final Clock clock;
    private final RowWriter<Row> writer = this::insert;

    public Journal(JdbcTemplate jdbc, Transactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Writes postings with the current transaction. */
    void post(String orderId, Bill bill, List<Posting> postings) {
        if (postings.isEmpty()) {
            return;
        }
        Draft draft = bill.draft();
        if (draft == null) {
            throw new IllegalStateException("money moved for order " + orderId + ", which no draft accounts for");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        postings.forEach(
                posting -> transactions.current().write(writer, new Row(orderId, posting, draft.currency(), now)));
    }

    /** The postings of an order, oldest first. */
    public List<Entry> of(String orderId) {
        return jdbc.query(
                "select posted_at, debit, credit, amount, document, currency from billing.posting"
                        + " where order_id = ? order by position",
                Journal::entry,
                orderId);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                new Posting(account(row.getString(2)), account(row.getString(3)), row.getLong(4), row.getString(5)),
                row.getString(6));
    }

    private static Account account(String name) {
        return Account.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String name(Account account) {
        return account.name().toLowerCase(Locale.ROOT);
    }

    /** All of a transaction in one statement, which is where the database looks whether it holds together. */
    private void insert(List<Row> rows) {
        jdbc.update(
                "insert into billing.posting (order_id, debit, credit, amount, currency, document, posted_at)"
                        + " select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],"
                        + " ?::text[], ?::timestamptz[])",
                column(rows, Row::orderId),
                column(rows, row -> name(row.posting().debit())),
                column(rows, row -> name(row.posting().credit())),
                rows.stream().map(row -> row.posting().amount()).toArray(Long[]::new),
                column(rows, Row::currency),
                column(rows, row -> row.posting().document()),
                column(rows, row -> row.at().toString()));
    }

    private static String[] column(List<Row> rows, Function<Row, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
