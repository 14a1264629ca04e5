package dev.waybill.platform.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** The events of one context, in its own schema. */
public final class EventStore {

    private static final String COLUMNS =
            "stream, version, type, schema_version, data, occurred_at, causation_id, correlation_id";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final String table;
    private final RowWriter<RecordedEvent> writer = this::insert;

    public EventStore(JdbcTemplate jdbc, String schema, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.table = schema + ".event";
    }

    /** Appends to a stream whose head is locked; written just before the commit. */
    void append(UnitOfWork work, RecordedEvent event) {
        work.write(writer, event);
    }

    /** The events of a stream after a version, oldest first. */
    public List<RecordedEvent> load(StreamId stream, long afterVersion) {
        return jdbc.query(
                "select " + COLUMNS + " from " + table + " where stream = ? and version > ? order by version",
                this::event,
                stream.toString(),
                afterVersion);
    }

    /** The events of many streams, each oldest first. */
    public List<RecordedEvent> load(Collection<StreamId> streams) {
        return jdbc.query(
                "select " + COLUMNS + " from " + table + " where stream = any(?) order by stream, version",
                this::event,
                (Object) streams.stream().map(StreamId::toString).toArray(String[]::new));
    }

    /** The events of a stream that had happened at an instant, oldest first. */
    public List<RecordedEvent> load(StreamId stream, Instant asOf) {
        return jdbc.query(
                "select " + COLUMNS + " from " + table + " where stream = ? and occurred_at <= ? order by version",
                this::event,
                stream.toString(),
                OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC));
    }

    private void insert(List<RecordedEvent> events) {
        jdbc.update(
                "insert into " + table + " (" + COLUMNS + ") select s, v, t, sv, d::jsonb, o, c, r"
                        + " from unnest(?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::timestamptz[],"
                        + " ?::text[], ?::text[]) as n(s, v, t, sv, d, o, c, r)",
                column(events, event -> event.stream().toString()),
                events.stream().map(RecordedEvent::version).toArray(Long[]::new),
                column(events, RecordedEvent::type),
                events.stream().map(RecordedEvent::schemaVersion).toArray(Integer[]::new),
                column(events, event -> event.data().toString()),
                column(events, event -> event.occurredAt().toString()),
                column(events, RecordedEvent::causationId),
                column(events, RecordedEvent::correlationId));
    }

    private static String[] column(List<RecordedEvent> events, Function<RecordedEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    private RecordedEvent event(ResultSet row, int number) throws SQLException {
        try {
            return new RecordedEvent(
                    StreamId.parse(row.getString(1)),
                    row.getLong(2),
                    row.getString(3),
                    row.getInt(4),
                    json.readTree(row.getString(5)),
                    row.getObject(6, OffsetDateTime.class).toInstant(),
                    row.getString(7),
                    row.getString(8));
        } catch (JsonProcessingException e) {
            throw new SQLException("event " + row.getLong(2) + " of " + row.getString(1) + " holds broken JSON", e);
        }
    }
}
