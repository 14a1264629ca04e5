package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.eventstore.RowWriter;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.eventstore.UnitOfWork;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The messages that one context sends to others: rows that commit with the events behind them and are published right
 * after.
 */
public final class Outbox {

    /** How long a row is left to the process that has written it. */
    static final String LEASE = "5 s";

    private final JdbcTemplate jdbc;
    private final String insert;
    private final String oldest;
    private final String count;
    private final String source;
    private final PublishedLanguage language;
    private final PersonalJson json;
    private final Transactions transactions;
    private final Clock clock;
    private final boolean batches;
    private final String sender;
    private final RowWriter<OutboxRow> writer = this::insert;
    private Runnable wake = () -> {};

    Outbox(
            JdbcTemplate jdbc,
            String schema,
            String source,
            PublishedLanguage language,
            PersonalJson json,
            Transactions transactions,
            Clock clock,
            boolean batches,
            String sender) {
        this.jdbc = jdbc;
        this.insert = "insert into " + schema + ".outbox (exchange, type, message_id, body, messages, sender,"
                + " leased_until) select *, ?, now() + interval '" + LEASE + "'"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[])";
        this.oldest = "select (case messages when 1 then body::jsonb else body::jsonb -> 0 end ->> 'time')::timestamptz"
                + " from " + schema + ".outbox order by position limit 1";
        this.count = "select coalesce(sum(messages), 0) from " + schema + ".outbox";
        this.source = source;
        this.language = language;
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
        this.batches = batches;
        this.sender = sender;
    }

    void afterEachCommit(Runnable relay) {
        wake = relay;
    }

    /**
     * Sends a message with the current transaction; its time is that of the event that it reports.
     *
     * @param stream whose head counts the message's sequence; its subject
     * @param owner whose personal data the message carries; null for none
     */
    public void send(StreamId stream, String subject, Object message, @Nullable String owner) {
        String exchange = language.exchangeOf(message);
        write(
                subject,
                exchange,
                message.getClass().getSimpleName(),
                json.write(message, owner),
                transactions.current().head(stream).nextSent(exchange),
                time(stream),
                transactions.current().cause(subject),
                CurrentInitiator.get());
    }

    /** When the newest event of a stream happened that the current transaction appends; without one, now. */
    public Instant time(StreamId stream) {
        Instant event = transactions.current().head(stream).happened();
        return event == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : event;
    }

    /** Republishes a lost message as it was the first time. */
    public void repeat(String subject, SentMessage sent, @Nullable String owner, long sequence) {
        RecordedEvent event = sent.event();
        write(
                subject,
                language.exchangeOf(sent.message()),
                sent.message().getClass().getSimpleName(),
                json.write(sent.message(), owner),
                sequence,
                event.occurredAt(),
                Cause.of(event.correlationId(), event.causationId()),
                event.initiator());
    }

    /**
     * Fills the sequence of a lost message, so that what waits behind it can be handled. The filler has no content:
     * its type is in no language, so every reader counts it and skips it.
     */
    public void fill(StreamId stream, String subject, String exchange, long sequence) {
        write(
                subject,
                exchange,
                "MessageLost",
                JsonNodeFactory.instance.objectNode(),
                sequence,
                time(stream),
                transactions.current().cause(subject),
                CurrentInitiator.get());
    }

    private void write(
            String subject,
            String exchange,
            String type,
            JsonNode data,
            long sequence,
            Instant time,
            Cause cause,
            Initiator initiator) {
        UnitOfWork work = transactions.current();
        ObjectNode body = EnvelopeJson.write(new Envelope(
                MessageIds.of(source, exchange, subject, sequence).toString(),
                source,
                type,
                subject,
                time,
                cause.correlationId(),
                cause.causationId(),
                sequence,
                cause.traceparent(),
                initiator,
                data));
        work.write(writer, OutboxRow.single(exchange, type, body.path("id").textValue(), body.toString()));
        work.afterCommit(wake);
    }

    /**
     * The messages that are not published yet.
     *
     * @param oldest when the first of them was recorded; null for none
     */
    public record Waiting(long messages, @Nullable Instant oldest) {}

    /** How many messages are not published yet, and since when the first of them waits. */
    public Waiting waiting() {
        return jdbc
                .query(
                        oldest,
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .stream()
                .findFirst()
                .map(since -> new Waiting(size(), since))
                .orElseGet(() -> new Waiting(0, null));
    }

    /** How many messages are not published yet. */
    public long size() {
        Long size = jdbc.queryForObject(count, Long.class);
        return size == null ? 0 : size;
    }

    private void insert(List<OutboxRow> messages) {
        List<OutboxRow> rows = batches ? OutboxRow.together(messages) : messages;
        jdbc.update(
                insert,
                sender,
                column(rows, OutboxRow::exchange),
                column(rows, OutboxRow::type),
                column(rows, OutboxRow::messageId),
                column(rows, OutboxRow::body),
                rows.stream().map(OutboxRow::messages).toArray(Integer[]::new));
    }

    private static String[] column(List<OutboxRow> rows, Function<OutboxRow, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
