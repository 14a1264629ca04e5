package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.Turns;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Hears of numbered notes and writes them down in a schema of its own, but for the numbers that it fails at. */
final class Notebook implements Listener {

    /** Nobody in a process catches its end. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1;
    }

    sealed interface Note {
        record Noted(String subject, int number) implements Note {}
    }

    /** The numbers that it fails at. */
    final List<Integer> failing = new ArrayList<>();
    /** The number at which its process ends; 0 for none. */
    int killedAt;
    /** What it was told of parked messages. */
    final List<String> told = new ArrayList<>();
    /** How often it has failed. */
    int failures;

    final JdbcTemplate jdbc;
    private final DataSource database;
    private final String schema;
    private Inbox inbox;
    private Lanes lanes;

    Notebook(String schema) {
        this.schema = schema;
        database = TestDatabase.withSchema(schema);
        jdbc = new JdbcTemplate(database);
        jdbc.execute("create table " + schema
                + ".noted (position bigint generated always as identity, subject text, number int)");
        open();
    }

    /** As after a restart of the process, when the schema is there. */
    void open() {
        var json = new PersonalJson(TestKeys.in(jdbc, schema), new PersonalFields(Map.of(Note.Noted.class, Set.of())));
        var transactions = new Transactions(new DataSourceTransactionManager(database), new Turns(), jdbc, schema);
        var kept = new KeptMessages(jdbc, schema, json);
        var language = new PublishedLanguage(
                List.of(new PublishedLanguage.Exchange("note.events", Note.class)),
                List.of(new PublishedLanguage.Queue("notes", "note.events")));
        inbox = new Inbox(
                this,
                new MessageReader(this, language, json),
                new InboxTransaction(this, transactions, kept, jdbc, schema),
                kept);
        lanes = new Lanes(kept, new ParkedMessages("notes", jdbc, schema, json), transactions, schema);
        lanes.add(inbox);
    }

    Lanes lanes() {
        return lanes;
    }

    static ObjectNode note(String subject, int number) {
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

    void deliver(Object... bodies) {
        deliver(Stream.of(bodies)
                .map(body -> body.toString().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    void deliver(byte[]... bodies) {
        inbox.handle(Stream.of(bodies)
                .map(body -> new Delivery(body, "{\"exchange\":\"notes\"}"))
                .toList());
    }

    /** What is written down of a subject, in the order of its writing. */
    List<Integer> numbers(String subject) {
        return jdbc.queryForList(
                "select number from " + schema + ".noted where subject = ? order by position", Integer.class, subject);
    }

    /** How many messages wait for something. */
    int kept() {
        Integer count = jdbc.queryForObject("select count(*) from " + schema + ".kept_message", Integer.class);
        return count == null ? 0 : count;
    }

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
        if (note.number() == killedAt) {
            throw new Killed();
        }
        if (failing.contains(note.number())) {
            failures++;
            throw new IllegalArgumentException("cannot note " + note.number());
        }
        jdbc.update("insert into " + schema + ".noted (subject, number) values (?, ?)", note.subject(), note.number());
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
