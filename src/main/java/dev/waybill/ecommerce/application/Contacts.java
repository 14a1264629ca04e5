package dev.waybill.ecommerce.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.text.ComparableText;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where customers are reached; stored encrypted with each customer's key. */
public final class Contacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PUT = """
            insert into ecommerce.contact (customer_id, data) values (?, ?::jsonb)
            on conflict (customer_id) do update set data = excluded.data""";

    /** Where a customer is reached. */
    public record Contact(String email) {}

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final PersonalJson personal;

    public Contacts(JdbcTemplate jdbc, Transactions transactions, PersonalJson personal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.personal = personal;
    }

    /** Reaches the customer there from now on; false for an erased customer, of whom nothing is stored. */
    public boolean put(String customerId, Contact contact) {
        return transactions.in(() -> {
            if (personal.isErased(customerId)) {
                return false;
            }
            jdbc.update(
                    PUT,
                    ComparableText.of(customerId),
                    personal.write(contact, customerId).toString());
            return true;
        });
    }

    /** Where the customer is reached; empty when that is not known. */
    public Optional<Contact> of(String customerId) {
        return jdbc
                .queryForList(
                        "select data from ecommerce.contact where customer_id = ?",
                        String.class,
                        ComparableText.of(customerId))
                .stream()
                .findFirst()
                .map(this::read);
    }

    /** Deletes where the customer is reached, with the current transaction. */
    public void delete(String customerId) {
        jdbc.update("delete from ecommerce.contact where customer_id = ?", ComparableText.of(customerId));
    }

    Optional<String> emailOf(String customerId) {
        return of(customerId).map(Contact::email);
    }

    private Contact read(String stored) {
        try {
            return personal.read(JSON.readTree(stored), Contact.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a customer's contact is broken JSON", e);
        }
    }
}
