package dev.waybill.billing.application;

import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers of invoices and credit notes, without gaps: a number is taken in the transaction that issues the document, and
 * returned when that transaction is rolled back.
 */
public final class DocumentNumbers {

    private final JdbcTemplate jdbc;

    public DocumentNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number of a series, such as {@code INV-000001}. */
    String next(String series) {
        Long number = jdbc.queryForObject(
                "update billing.document_number set last = last + 1 where series = ? returning last",
                Long.class,
                series);
        return String.format(Locale.ROOT, "%s-%06d", series, number);
    }
}
