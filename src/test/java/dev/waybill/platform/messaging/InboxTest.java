package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.Turns;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.PersonalKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
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

    private final List<Integer> failing = new ArrayList<>();
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
        var kept = new KeptMessages(jdbc, SCHEMA, json, "notes");
        var language = new PublishedLanguage(
                List.of(new PublishedLanguage.Exchange("note.events", Note.class)),
                List.of(new PublishedLanguage.Queue("notes", "note.events")));
        var listener = new Notebook();
        inbox = new Inbox(
                listener, language, json, new InboxTransaction(listener, transactions, kept, jdbc, SCHEMA), kept);
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
            if (failing.contains(note.number())) {
                throw new IllegalArgumentException("cannot note " + note.number());
            }
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

    private List<Integer> numbers(String subject) {
        return jdbc.queryForList(
                "select number from " + SCHEMA + ".noted where subject = ? order by position", Integer.class, subject);
    }

    @Test
    void handlesWhatComesInOrderAtOnce() throws InterruptedException {
        inbox.handle(List.of(delivery("a", 1), delivery("a", 2), delivery("b", 1)));

        assertThat(numbers("a")).containsExactly(1, 2);
        assertThat(numbers("b")).containsExactly(1);
    }

    @Test
    void passesOverWhatComesAgain() throws InterruptedException {
        inbox.handle(List.of(delivery("a", 1), delivery("a", 1)));
        inbox.handle(List.of(delivery("a", 1), delivery("a", 2)));

        assertThat(numbers("a")).containsExactly(1, 2);
    }

    @Test
    void keepsWhatComesEarlyUntilItsTurn() throws InterruptedException {
        inbox.handle(List.of(delivery("a", 3)));
        inbox.handle(List.of(delivery("a", 2)));
        assertThat(numbers("a")).isEmpty();

        inbox.handle(List.of(delivery("a", 1)));

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
            inbox.handle(deliveries.subList(0, cut));
            inbox.handle(deliveries.subList(cut, deliveries.size()));
            assertThat(numbers(subject)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void parksWhatFailsWithItsCauseAndOnlyItsOwnSubjectWaits() throws InterruptedException {
        failing.add(2);

        inbox.handle(List.of(delivery("a", 1), delivery("a", 2), delivery("a", 3), delivery("b", 1)));

        assertThat(numbers("a")).containsExactly(1);
        assertThat(numbers("b")).containsExactly(1);
        assertThat(jdbc.queryForList(
                        "select sequence || ' ' || coalesce(cause, 'waits') from " + SCHEMA
                                + ".kept_message order by sequence",
                        String.class))
                .containsExactly("2 java.lang.IllegalArgumentException: cannot note 2", "3 waits");
    }

    @Test
    void parksWhatCannotBeReadAndGoesOn() throws InterruptedException {
        inbox.handle(List.of("no json", "{\"id\": \"x\"}", delivery("a", 1)));

        assertThat(numbers("a")).containsExactly(1);
        assertThat(jdbc.queryForList("select cause from " + SCHEMA + ".kept_message order by id", String.class))
                .satisfiesExactly(
                        cause -> assertThat(cause).startsWith("is no JSON"),
                        cause -> assertThat(cause).isEqualTo("has no text in \"source\""));
    }

    @Test
    void handlesAMessageOutsideOfAnyOrderOnce() throws InterruptedException {
        String delivery = delivery("a", 7).replace("\"sequence\":7,", "");

        inbox.handle(List.of(delivery));
        inbox.handle(List.of(delivery));

        assertThat(numbers("a")).containsExactly(7);
    }
}
