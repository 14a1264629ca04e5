package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Receives numbered notes and writes them down in a schema of its own, but for the numbers that it fails at. */
final class Notebook implements ParkingHook {

    /** The end of a process, which nothing in it catches. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1;
    }

    sealed interface Note {
        String subject();

        record Noted(String subject, int number) implements Note {}

        /** Whose name is personal. */
        record Addressed(
                String subject,
                String customerId,
                String name,
                @Nullable Map<String, String> more) implements Note {}
    }

    /** Stands for all addressed notes among the numbers that it fails at. */
    static final int ADDRESSED = -1;

    /** The numbers that it fails at. */
    final List<Integer> failing = new ArrayList<>();
    /** The number at which its process ends; 0 for none. */
    int killedAt;
    /** It hangs while this is taken. */
    final Semaphore hangs = new Semaphore(1);
    /** The messages that its parking hook was called for. */
    final List<String> notified = new ArrayList<>();
    /** How often it has failed. */
    int failures;

    final JdbcTemplate jdbc;
    private final DataSource database;
    private final String schema;
    private Inbox<Note> inbox;
    private PublishedLanguage language;
    private HeldMessages held;
    private Lanes lanes;
    private PersonalJson json;
    private Transactions transactions;

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
        json = new PersonalJson(
                TestKeys.in(jdbc, schema), new PersonalFields(Map.of(Note.Addressed.class, Set.of("name"))));
        transactions =
                new Transactions(new DataSourceTransactionManager(database), new ConcurrencyLimit(), jdbc, schema);
        var content = new HeldContent(json, new PersonalOwners("customerId"));
        held = new HeldMessages(jdbc, schema, content);
        language = new PublishedLanguage(
                List.of(new PublishedLanguage.Exchange("note.events", Note.class, Set.of("test"))),
                List.of(new PublishedLanguage.Queue("notes", "note.events")),
                note -> ((Note) note).subject(),
                "customerId");
        Subscription<Note> subscription = Subscription.to("notes", Note.class)
                .inLanesOf("note")
                .handling(this::handle)
                .parking(this);
        inbox = inbox(subscription);
        lanes = new Lanes(
                held,
                new ParkedMessages("notes", jdbc, schema, content),
                new EarlyMessages("notes", jdbc, schema, content),
                transactions,
                schema);
        lanes.add(inbox);
    }

    /** What brings the notebook's queue to another subscriber. */
    <M> Inbox<M> inbox(Subscription<M> subscription) {
        return new Inbox<>(
                subscription,
                new MessageReader<>(subscription, language, held),
                new InboxTransaction<>(subscription, transactions, held, jdbc, schema),
                held);
    }

    Lanes lanes() {
        return lanes;
    }

    Inbox<Note> inbox() {
        return inbox;
    }

    /** Erases a customer. */
    void erase(String customer) {
        transactions.run(() -> json.erase(customer));
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
                Initiator.UNKNOWN,
                PersonalJson.plain().build().valueToTree(new Note.Noted(subject, number))));
    }

    /** The first note about a subject, with any data. */
    static ObjectNode addressed(String subject, Map<String, ?> data) {
        ObjectNode note = note(subject, 1).put("type", "Addressed");
        return note.set("data", PersonalJson.plain().build().valueToTree(data));
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

    /** How many messages are held. */
    int held() {
        Integer count = jdbc.queryForObject("select count(*) from " + schema + ".kept_message", Integer.class);
        return count == null ? 0 : count;
    }

    private void handle(Note message) {
        hangs.acquireUninterruptibly();
        hangs.release();
        if (message instanceof Note.Addressed addressed) {
            if (failing.contains(ADDRESSED)) {
                throw new IllegalArgumentException("cannot write to " + addressed.subject());
            }
            jdbc.update("insert into " + schema + ".noted (subject, number) values (?, ?)", addressed.subject(), 1);
            return;
        }
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
        notified.add("parked " + envelope.subject());
        if (cause.endsWith("cannot note 13")) {
            throw new IllegalStateException("hook fails");
        }
    }

    @Override
    public void released(String subject, long id) {
        notified.add("released " + subject);
    }
}
