package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.Turns;
import dev.waybill.platform.messaging.Lanes.Outcome;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.PersonalKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What cannot be handled is tried again, then parked; its lane waits, and nobody else does. */
class LanesTest {

    private static final String SCHEMA = "lanes_test";

    sealed interface Note {
        record Noted(String subject, int number) implements Note {}
    }

    private final List<Integer> failing = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int attempts;
    private DataSource database;
    private JdbcTemplate jdbc;
    private Inbox inbox;
    private Lanes lanes;

    @BeforeEach
    void openLanes() {
        database = TestDatabase.withSchema(SCHEMA);
        jdbc = new JdbcTemplate(database);
        jdbc.execute("create table " + SCHEMA
                + ".noted (position bigint generated always as identity, subject text, number int)");
        open();
    }

    /** As after a restart of the process, when the schema is there. */
    private void open() {
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
        lanes = new Lanes(kept, new ParkedMessages("notes", jdbc, SCHEMA, json), transactions, SCHEMA);
        lanes.add(inbox);
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
                attempts++;
                throw new IllegalArgumentException("cannot note " + note.number());
            }
            jdbc.update(
                    "insert into " + SCHEMA + ".noted (subject, number) values (?, ?)", note.subject(), note.number());
        }

        @Override
        public void parked(Envelope envelope, long id, String cause) {
            told.add("parked " + envelope.subject());
            if (cause.endsWith("cannot note 13")) {
                throw new IllegalStateException("does not want to know");
            }
        }

        @Override
        public void unparked(Envelope envelope, long id) {
            told.add("unparked " + envelope.subject());
        }
    }

    private static ObjectNode note(String subject, int number) {
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
                PersonalJson.plain().build().valueToTree(new Note.Noted(subject, number))));
    }

    private void deliver(Object... bodies) {
        inbox.handle(Stream.of(bodies)
                .map(body -> new Delivery(body.toString().getBytes(StandardCharsets.UTF_8), "{\"exchange\":\"notes\"}"))
                .toList());
    }

    /** As if the pauses were over. */
    private void retryUntilParked() {
        while (jdbc.update("update " + SCHEMA + ".kept_message set retry_at = now() where retry_at is not null") > 0) {
            assertThat(lanes.retry()).isTrue();
        }
    }

    private List<Integer> numbers(String subject) {
        return jdbc.queryForList(
                "select number from " + SCHEMA + ".noted where subject = ? order by position", Integer.class, subject);
    }

    private int kept() {
        Integer count = jdbc.queryForObject("select count(*) from " + SCHEMA + ".kept_message", Integer.class);
        return count == null ? 0 : count;
    }

    private static long id(ParkedMessage message) {
        return Long.parseLong(message.id().substring("notes-".length()));
    }

    @Test
    void whatFailsIsTriedSixTimesInLongerAndLongerPausesAndThenParkedWithItsCause() {
        failing.add(2);

        deliver(note("a", 1), note("a", 2), note("a", 3), note("b", 1));

        assertThat(numbers("a")).containsExactly(1);
        assertThat(numbers("b")).containsExactly(1);
        assertThat(lanes.parked(10)).isEmpty();
        assertThat(lanes.retriedCount()).isEqualTo(1);

        attempts = 1; // in the batch it was tried once more
        retryUntilParked();

        assertThat(attempts).isEqualTo(6);
        assertThat(told).containsExactly("parked a");
        assertThat(lanes.parkedCount()).isEqualTo(1);
        ParkedMessage parked = lanes.parked(10).getFirst();
        assertThat(parked.type()).isEqualTo("Noted");
        assertThat(parked.subject()).isEqualTo("a");
        assertThat(parked.sequence()).isEqualTo(2);
        assertThat(parked.cause()).isEqualTo("java.lang.IllegalArgumentException: cannot note 2");
        assertThat(parked.trace()).contains("Notebook.handle");
        assertThat(parked.attempts()).isEqualTo(6);
        assertThat(parked.firstFailedAt()).isBefore(parked.lastFailedAt());
        assertThat(parked.waitingBehind()).isEqualTo(1);
        assertThat(parked.headers().path("exchange").asText()).isEqualTo("notes");
        assertThat(parked.body().path("data").path("number").asInt()).isEqualTo(2);
    }

    /** A broker's own delivery limits do not count what a consumer gives back; this count is in the database. */
    @Test
    void attemptsAreCountedOnThroughRestarts() {
        failing.add(1);
        deliver(note("a", 1));
        for (int restart = 0; restart < 5; restart++) {
            open();
            deliver(note("a", 1)); // the broker may bring it again
            jdbc.update("update " + SCHEMA + ".kept_message set retry_at = now()");
            assertThat(lanes.retry()).isTrue();
        }

        assertThat(lanes.parked(10)).extracting(ParkedMessage::attempts).containsExactly(6);
        assertThat(attempts).isEqualTo(6);
    }

    @Test
    void aPauseIsWaitedFor() {
        failing.add(1);
        deliver(note("a", 1));
        jdbc.update("update " + SCHEMA + ".kept_message set retry_at = retry_at + interval '1 hour'");

        assertThat(lanes.retry()).isFalse();
    }

    @Test
    void whatSucceedsInALaterAttemptLetsItsLaneGoOnInOrder() {
        failing.add(1);
        deliver(note("a", 1), note("a", 3), note("a", 2));
        failing.clear();

        retryUntilParked();

        assertThat(numbers("a")).containsExactly(1, 2, 3);
        assertThat(kept()).isZero();
        deliver(note("a", 4));
        assertThat(numbers("a")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void whatComesAgainWhileItIsKeptIsNoFurtherAttempt() {
        failing.add(1);
        deliver(note("a", 1));
        failing.clear();

        deliver(note("a", 1));
        assertThat(numbers("a")).isEmpty();
        retryUntilParked();

        assertThat(numbers("a")).containsExactly(1);
        assertThat(kept()).isZero();
    }

    @Test
    void redrivingHandlesTheLaneInOrderAndSaysSo() {
        failing.add(1);
        deliver(note("a", 1), note("a", 2), note("a", 3));
        retryUntilParked();
        failing.clear();
        long id = id(lanes.parked(10).getFirst());

        assertThat(lanes.redrive(id, "notes-1")).hasValue(new Lanes.Result("notes-1", Outcome.HANDLED, null, 2, 0));

        assertThat(numbers("a")).containsExactly(1, 2, 3);
        assertThat(told).containsExactly("parked a", "unparked a");
        assertThat(kept()).isZero();
        assertThat(lanes.redrive(id, "notes-1")).isEmpty();
    }

    @Test
    void redrivingWhatStillFailsSaysSoAndKeepsItParked() {
        failing.add(1);
        deliver(note("a", 1), note("a", 2));
        retryUntilParked();
        failing.add(2);
        long id = id(lanes.parked(10).getFirst());

        assertThat(lanes.redrive(id, "x"))
                .hasValue(new Lanes.Result(
                        "x", Outcome.PARKED, "java.lang.IllegalArgumentException: cannot note 1", 0, 1));

        assertThat(lanes.parked(10).getFirst().attempts()).isEqualTo(7);
        failing.remove(0);
        assertThat(lanes.redrive(id, "x")).hasValue(new Lanes.Result("x", Outcome.HANDLED, null, 0, 1));
        assertThat(lanes.retriedCount()).as("the one behind it").isEqualTo(1);
    }

    @Test
    void discardingLetsTheLaneGoOnAndRecordsWhy() {
        failing.add(1);
        deliver(note("a", 1), note("a", 2));
        retryUntilParked();
        long id = id(lanes.parked(10).getFirst());

        assertThat(lanes.discard(id, "x", "told by phone", "olga"))
                .hasValue(new Lanes.Result("x", Outcome.DISCARDED, null, 1, 0));

        assertThat(numbers("a")).containsExactly(2);
        assertThat(told).containsExactly("parked a", "unparked a");
        assertThat(lanes.discarded(10)).satisfiesExactly(discarded -> {
            assertThat(discarded.reason()).isEqualTo("told by phone");
            assertThat(discarded.discardedBy()).isEqualTo("olga");
            assertThat(discarded.cause()).contains("cannot note 1");
            assertThat(discarded.body().path("id").asText()).isEqualTo("a-1");
        });
        assertThat(lanes.discard(id, "x", "again", "olga")).isEmpty();
        deliver(note("a", 1), note("a", 3));
        assertThat(numbers("a")).as("what was discarded stays so").containsExactly(2, 3);
    }

    @Test
    void aMessageOutsideOfAnyOrderIsParkedOnceAndCanBeDiscarded() {
        failing.add(7);
        ObjectNode loose = note("a", 7);
        loose.remove("sequence");
        deliver(loose, loose);
        deliver(loose);
        retryUntilParked();
        assertThat(lanes.parked(10)).hasSize(1);

        assertThat(lanes.discard(id(lanes.parked(10).getFirst()), "x", "not needed", "olga"))
                .isPresent();

        failing.clear();
        deliver(loose);
        assertThat(numbers("a")).isEmpty();
    }

    @Test
    void contentThatIsNotWhatItsNamePromisesIsParkedAtItsTurnAndItsLaneWaits() {
        ObjectNode wrong = note("a", 2);
        wrong.putObject("data").put("number", "many");
        ObjectNode none = note("b", 1);
        none.putNull("data");

        deliver(wrong, note("a", 3), note("a", 1), note("c", 1), none);

        assertThat(numbers("a")).containsExactly(1);
        assertThat(numbers("c")).containsExactly(1);
        assertThat(lanes.parked(10))
                .satisfiesExactlyInAnyOrder(
                        message -> {
                            assertThat(message.subject()).isEqualTo("a");
                            assertThat(message.cause())
                                    .startsWith("is no Noted: ")
                                    .contains("many");
                            assertThat(message.waitingBehind()).isEqualTo(1);
                        },
                        message -> assertThat(message.cause()).isEqualTo("has no data"));
    }

    @Test
    void whatIsNoMessageIsParkedAndTheQueueGoesOn() {
        ObjectNode nul = note("x", 1);
        nul.put("subject", "x\0y");
        ObjectNode endless = note("x", 1);
        endless.put("subject", "s".repeat(3_000));

        deliver("no json", "{\"id\": \"x\"}", nul, endless, "[".repeat(100_000), note("a", 1));
        inbox.handle(List.of(
                new Delivery(new byte[] {(byte) 0xff, 0, 1}, "{}"),
                new Delivery(new byte[10 * 1024 * 1024], "{}"),
                new Delivery(note("a", 2).toString().getBytes(StandardCharsets.UTF_8), "{}")));

        assertThat(numbers("a")).containsExactly(1, 2);
        assertThat(lanes.parked(10))
                .extracting(ParkedMessage::cause)
                .satisfiesExactlyInAnyOrder(
                        cause -> assertThat(cause).startsWith("is no JSON: "),
                        cause -> assertThat(cause).startsWith("is no JSON: Document nesting depth"),
                        cause -> assertThat(cause).isEqualTo("has no text in \"source\""),
                        cause -> assertThat(cause).startsWith("has a \"subject\" of 3 characters"),
                        cause -> assertThat(cause).startsWith("has a \"subject\" of 3000 characters"),
                        cause -> assertThat(cause).isEqualTo("is no text in UTF-8"),
                        cause -> assertThat(cause).isEqualTo("has 10,485,760 bytes, and 1,048,576 are allowed"));
        for (ParkedMessage message : lanes.parked(10)) {
            assertThat(lanes.redrive(id(message), message.id()))
                    .hasValueSatisfying(result -> assertThat(result.outcome()).isEqualTo(Outcome.PARKED));
            assertThat(lanes.discard(id(message), message.id(), "noise", "olga"))
                    .isPresent();
        }
        assertThat(kept()).isZero();
        assertThat(lanes.discarded(10)).hasSize(7);
    }

    @Test
    void anUnknownNameIsPassedOverAndCounted() {
        ObjectNode unknown = note("a", 1);
        unknown.put("type", "Whispered");

        deliver(unknown, note("a", 2));

        assertThat(numbers("a")).containsExactly(2);
        assertThat(kept()).isZero();
    }

    @Test
    void aListenerThatFailsToHearOfAParkedMessageDoesNotKeepItFromBeingParked() {
        failing.add(13);
        ObjectNode loose = note("a", 13);
        loose.remove("sequence");
        deliver(loose);
        retryUntilParked();

        assertThat(lanes.parkedCount()).isEqualTo(1);
        assertThat(told).containsExactly("parked a");
    }
}
