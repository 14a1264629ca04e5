package dev.waybill.ecommerce.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.text.ComparableText;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Where customers are reached; kept encrypted with each customer's key. */
@Component
public class Contacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a customer is reached. */
    public record Contact(String email) {}

    private final ContextRuntime parts;

    Contacts(@Qualifier("ecommerceParts") ContextRuntime parts) {
        this.parts = parts;
    }

    /** Reaches the customer there from now on; says whether they were not erased. */
    public boolean put(String customerId, Contact contact) {
        return parts.transactions().in(() -> {
            if (parts.personal().isErased(customerId)) {
                return false;
            }
            parts.jdbc()
                    .update(
                            "insert into ecommerce.contact (customer_id, data) values (?, ?::jsonb)"
                                    + " on conflict (customer_id) do update set data = excluded.data",
                            ComparableText.of(customerId),
                            parts.personal().write(contact, customerId).toString());
            return true;
        });
    }

    /** Where the customer is reached; empty when nobody said so. */
    public Optional<Contact> of(String customerId) {
        return parts
                .jdbc()
                .queryForList(
                        "select data from ecommerce.contact where customer_id = ?",
                        String.class,
                        ComparableText.of(customerId))
                .stream()
                .findFirst()
                .map(this::read);
    }

    /** Knows no more where the customer is reached, with the current transaction. */
    public void delete(String customerId) {
        parts.jdbc().update("delete from ecommerce.contact where customer_id = ?", ComparableText.of(customerId));
    }

    Optional<String> emailOf(String customerId) {
        return of(customerId).map(Contact::email);
    }

    private Contact read(String stored) {
        try {
            return parts.personal().read(JSON.readTree(stored), Contact.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a customer's contact is broken JSON", e);
        }
    }
}
