package dev.waybill.ecommerce.application;

import dev.waybill.ecommerce.notice.Mailbox;
import dev.waybill.ecommerce.publishing.CustomerPublisher;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.text.ComparableText;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which customers the shop knows, and their erasure. */
public final class Customers {

    private static final Logger log = LoggerFactory.getLogger(Customers.class);
    private static final String KNOWN = "select exists (select 1 from ecommerce.personal_key where owner in (?, ?))";

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final PersonalJson personal;
    private final CustomerPublisher publisher;
    private final Contacts contacts;
    private final Mailbox mailbox;
    private final Clock clock;

    public Customers(
            JdbcTemplate jdbc,
            Transactions transactions,
            PersonalJson personal,
            CustomerPublisher publisher,
            Contacts contacts,
            Mailbox mailbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.personal = personal;
        this.publisher = publisher;
        this.contacts = contacts;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** Whether a customer was erased; a customer who was not stays so until the current transaction ends. */
    public boolean isErased(String customerId) {
        return personal.isErased(customerId);
    }

    /** Whether the shop holds anything personal of a customer, or held it until the customer was erased. */
    public boolean isKnown(String customerId) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(KNOWN, Boolean.class, customerId, ComparableText.of(customerId)));
    }

    /** Erases a customer here and lets all other contexts do so; a second erasure changes nothing. */
    public void erase(String customerId) {
        transactions.run(() -> {
            if (personal.erase(customerId)) {
                transactions.current().because(Cause.of(customerId, "request:erasure"));
                contacts.delete(customerId);
                mailbox.empty(customerId);
                publisher.publishErased(customerId, clock.instant().truncatedTo(ChronoUnit.MICROS));
                log.info("Customer {} was erased; all contexts are notified", customerId);
            }
        });
    }
}
