package dev.waybill.billing;

import dev.waybill.platform.context.ContextRuntime;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Numbers of invoices and credit notes, without gaps: a number is taken in the transaction that issues the document, and
 * given back when that is rolled back.
 */
@Component
class DocumentNumbers {

    private final ContextRuntime parts;

    DocumentNumbers(@Qualifier("billingParts") ContextRuntime parts) {
        this.parts = parts;
    }

    /** The next number of a series, such as {@code INV-000001}. */
    String next(String series) {
        Long number = parts.jdbc()
                .queryForObject(
                        "update billing.document_number set last = last + 1 where series = ? returning last",
                        Long.class,
                        series);
        return String.format(Locale.ROOT, "%s-%06d", series, number);
    }
}
