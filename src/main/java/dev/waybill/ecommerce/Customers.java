package dev.waybill.ecommerce;

import dev.waybill.contract.ecommerce.EcommerceEvent.CustomerErased;
import dev.waybill.ecommerce.notice.Contacts;
import dev.waybill.ecommerce.notice.Mailbox;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.text.ComparableText;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the shop knows of customers, until they are erased. */
@Component
public class Customers {

    private static final Logger log = LoggerFactory.getLogger(Customers.class);

    private final ContextRuntime parts;
    private final Contacts contacts;
    private final Mailbox mailbox;

    Customers(@Qualifier("ecommerceParts") ContextRuntime parts, Contacts contacts, Mailbox mailbox) {
        this.parts = parts;
        this.contacts = contacts;
        this.mailbox = mailbox;
    }

    /** Whether a customer was erased; one who was not stays so until the current transaction ends. */
    public boolean isErased(String customerId) {
        return parts.personal().isErased(customerId);
    }

    /** Whether the shop holds anything personal of a customer, or did until they were erased. */
    public boolean isKnown(String customerId) {
        return Boolean.TRUE.equals(parts.jdbc()
                .queryForObject(
                        "select exists (select 1 from " + parts.schema() + ".personal_key where owner in (?, ?))",
                        Boolean.class,
                        customerId,
                        ComparableText.of(customerId)));
    }

    /** Erases a customer here, and has all other contexts do so; once more changes nothing. */
    public void erase(String customerId) {
        parts.transactions().run(() -> {
            if (parts.personal().erase(customerId)) {
                parts.transactions().current().because(Cause.of(customerId, "request:erasure"));
                contacts.delete(customerId);
                mailbox.empty(customerId);
                var message =
                        new CustomerErased(customerId, parts.clock().instant().truncatedTo(ChronoUnit.MICROS));
                parts.outbox().send(new StreamId("customer", customerId), message.subject(), message, null);
                log.info("Customer {} was erased; all contexts are told", customerId);
            }
        });
    }
}
