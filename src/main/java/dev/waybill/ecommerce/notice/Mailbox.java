package dev.waybill.ecommerce.notice;

import dev.waybill.ecommerce.domain.Notice;
import dev.waybill.platform.eventstore.RowWriter;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.text.ComparableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sandbox behind customer notices: stores each customer's notices, each once. */
public final class Mailbox {

    private static final int SHOWN = 200;
    private static final String COLUMNS =
            "customer_id, notice_id, order_id, purpose, detail, deadline, choices, told_at";

    /** A notice with its customer. */
    public record Letter(String customerId, Notice notice) {}

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final RowWriter<Letter> writer = this::insert;

    public Mailbox(JdbcTemplate jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Puts a notice into the customer's mailbox, with the current transaction. */
    public void put(String customerId, Notice notice) {
        transactions.current().write(writer, new Letter(ComparableText.of(customerId), notice));
    }

    /** The last notices for a customer, newest first. */
    public List<Notice> of(String customerId) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from ecommerce.mailbox where customer_id = ? order by id desc limit "
                                + SHOWN,
                        Mailbox::letter,
                        ComparableText.of(customerId))
                .stream()
                .map(Letter::notice)
                .toList();
    }

    /** Deletes the notices for a customer, with the current transaction. */
    public void empty(String customerId) {
        jdbc.update("delete from ecommerce.mailbox where customer_id = ?", ComparableText.of(customerId));
    }

    /** A notice by its id; empty when it was deleted. */
    public Optional<Letter> find(String noticeId) {
        return jdbc
                .query("select " + COLUMNS + " from ecommerce.mailbox where notice_id = ?", Mailbox::letter, noticeId)
                .stream()
                .findFirst();
    }

    private void insert(List<Letter> letters) {
        jdbc.update(
                "insert into ecommerce.mailbox (" + COLUMNS + ")"
                        + " select c, n, o, p, d, l, string_to_array(h, ' '), t"
                        + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                        + " ?::timestamptz[], ?::text[], ?::timestamptz[]) as n(c, n, o, p, d, l, h, t)"
                        + " on conflict do nothing",
                letters.stream().map(Letter::customerId).toArray(String[]::new),
                column(letters, Notice::noticeId),
                column(letters, Notice::orderId),
                column(letters, Notice::purpose),
                column(letters, Notice::detail),
                column(letters, notice -> text(notice.deadline())),
                column(letters, Mailbox::choices),
                column(letters, notice -> text(notice.toldAt())));
    }

    private static String choices(Notice notice) {
        return String.join(" ", notice.choices());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable String[] column(List<Letter> letters, Function<Notice, @Nullable String> value) {
        return letters.stream().map(Letter::notice).map(value).toArray(String[]::new);
    }

    private static Letter letter(ResultSet row, int number) throws SQLException {
        var deadline = row.getObject(6, OffsetDateTime.class);
        return new Letter(
                row.getString(1),
                new Notice(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        deadline == null ? null : deadline.toInstant(),
                        List.of((String[]) row.getArray(7).getArray()),
                        row.getObject(8, OffsetDateTime.class).toInstant()));
    }
}
