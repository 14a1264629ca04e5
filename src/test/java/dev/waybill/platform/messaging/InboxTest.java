package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.Turns;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.PersonalKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Messages are handled once and in their subject's order, however they arrive. */
class InboxTest {

    private static final String SCHEMA = "inbox_test";

    sealed interface Note {
        record Noted(String subject, int number) implements Note {}
    }

    private JdbcTemplate jdbc;
    private Inbox inbox;

    @BeforeEach
    void openInbox() {
        DataSource database = TestDatabase.withSchema(SCHEMA);
        jdbc = new JdbcTemplate(database);
        jdbc.execute("create table " + SCHEMA
                + ".noted (position bigint generated always as identity, subject text, number int)");
        var json = new PersonalJson(
                new PersonalKeys(jdbc, SCHEMA), new PersonalFields(Map.of(Note.Noted.class, Set.of())));
        var transactions = new Transactions(new DataSourceTransactionManager(database), new Turns(), jdbc, SCHEMA);
        var kept = new KeptMessages(jdbc, SCHEMA, json);
        var language = new PublishedLanguage(
                List.of(new PublishedLanguage.Exchange("note.events", Note.class)),
                List.of(new PublishedLanguage.Queue("notes", "note.events")));
        var listener = new Notebook();
        inbox = new Inbox(
                listener,
                new MessageReader(listener, language, json),
                new InboxTransaction(listener, transactions, kept, jdbc, SCHEMA),
                kept);
    }

    private final class Notebook implements Listener {
        @Override
        public String queue() {
            return "notes";
        }

        @Override
        public StreamId lane(String subject) {
            return new StreamId("note", subject);
        }

        @Override
        public void handle(Object message) {
            var note = (Note.Noted) message;
            jdbc.update(
                    "insert into " + SCHEMA + ".noted (subject, number) values (?, ?)", note.subject(), note.number());
        }
    }

    private static String delivery(String subject, int number) {
        return EnvelopeJson.write(new Envelope(
                        subject + "-" + number,
                        "test",
                        "Noted",
                        subject,
                        Instant.EPOCH,
                        "flow",
                        "cause",
                        (long) number,
                        "",
                        PersonalJson.plain().build().valueToTree(new Note.Noted(subject, number))))
                .toString();
    }

    private void deliver(String... bodies) throws InterruptedException {
        inbox.handle(Stream.of(bodies)
                .map(body -> new Delivery(body.getBytes(StandardCharsets.UTF_8), "{}"))
                .toList());
    }

    private List<Integer> numbers(String subject) {
        return jdbc.queryForList(
                "select number from " + SCHEMA + ".noted where subject = ? order by position", Integer.class, subject);
    }

    @Test
    void handlesWhatComesInOrderAtOnce() throws InterruptedException {
        deliver(delivery("a", 1), delivery("a", 2), delivery("b", 1));

        assertThat(numbers("a")).containsExactly(1, 2);
        assertThat(numbers("b")).containsExactly(1);
    }

    @Test
    void passesOverWhatComesAgain() throws InterruptedException {
        deliver(delivery("a", 1), delivery("a", 1));
        deliver(delivery("a", 1), delivery("a", 2));

        assertThat(numbers("a")).containsExactly(1, 2);
    }

    @Test
    void keepsWhatComesEarlyUntilItsTurn() throws InterruptedException {
        deliver(delivery("a", 3));
        deliver(delivery("a", 2));
        assertThat(numbers("a")).isEmpty();

        deliver(delivery("a", 1));

        assertThat(numbers("a")).containsExactly(1, 2, 3);
        assertThat(jdbc.queryForObject("select count(*) from " + SCHEMA + ".kept_message", Integer.class))
                .isZero();
    }

    @Test
    void handlesAnyShuffleOfRepeatedMessagesOnceAndInOrder() throws InterruptedException {
        var random = new Random(11);
        for (int run = 0; run < 20; run++) {
            String subject = "s" + run;
            List<String> deliveries = new ArrayList<>();
            IntStream.rangeClosed(1, 8).forEach(n -> {
                deliveries.add(delivery(subject, n));
                deliveries.add(delivery(subject, n));
            });
            Collections.shuffle(deliveries, random);
            int cut = random.nextInt(deliveries.size());
            deliver(deliveries.subList(0, cut).toArray(String[]::new));
            deliver(deliveries.subList(cut, deliveries.size()).toArray(String[]::new));
            assertThat(numbers(subject)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void handlesAMessageOutsideOfAnyOrderOnce() throws InterruptedException {
        String delivery = delivery("a", 7).replace("\"sequence\":7,", "");

        deliver(delivery);
        deliver(delivery);

        assertThat(numbers("a")).containsExactly(7);
    }
}
