package dev.waybill.platform.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.personal.PersonalJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The events of one context, in its own schema. */
public final class EventStore {

    static final String COLUMNS =
            "stream, version, type, schema_version, data, occurred_at, causation_id, correlation_id, actor, via";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final String schema;
    private final String table;
    private final RowWriter<RecordedEvent> writer = this::insert;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    public EventStore(JdbcTemplate jdbc, String schema, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.schema = schema;
        this.table = schema + ".event";
    }

    /** Runs after each commit that has appended events. */
    public void afterEachCommit(Runnable follower) {
        followers.add(follower);
    }

    /** Appends to a stream whose head is locked; written just before the commit. */
    public void append(UnitOfWork work, RecordedEvent event) {
        work.write(writer, event);
        followers.forEach(work::afterCommit);
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

    /** The first events of a stream after a version and up to another one, oldest first, limited in number. */
    List<RecordedEvent> load(StreamId stream, long afterVersion, long upToVersion, int most) {
        return jdbc.query(
                "select " + COLUMNS + " from " + table
                        + " where stream = ? and version > ? and version <= ? order by version limit ?",
                this::event,
                stream.toString(),
                afterVersion,
                upToVersion,
                most);
    }

    /** The events of many streams, of each those after a version, oldest first. */
    List<RecordedEvent> load(Map<StreamId, Long> afterVersions) {
        List<StreamId> streams = List.copyOf(afterVersions.keySet());
        return jdbc.query(
                "select " + COLUMNS + " from " + table + " join unnest(?::text[], ?::bigint[]) as n(s, after)"
                        + " on stream = s and version > after order by stream, version",
                this::event,
                streams.stream().map(StreamId::toString).toArray(String[]::new),
                streams.stream().map(afterVersions::get).toArray(Long[]::new));
    }

    /** The version that a stream had at an instant: that of the last event that had happened by then, 0 for none. */
    long versionAt(StreamId stream, Instant instant) {
        Long version = jdbc.queryForObject(
                "select max(version) from " + table + " where stream = ? and occurred_at <= ?",
                Long.class,
                stream.toString(),
                OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
        return version == null ? 0 : version;
    }

    /** The snapshots of one kind of aggregate, beside its events. */
    <S> Snapshots<S> snapshots(SnapshotFormat<S> format, PersonalJson personal) {
        return new SnapshotTable<>(jdbc, schema, personal, format);
    }

    /**
     * Readers of all events go by transaction. One that has got its number and then waited for a head comes, by that
     * number, before the event that it waited for; so an event is never numbered below its predecessor in the stream.
     */
    private void insert(List<RecordedEvent> events) {
        jdbc.update(
                "insert into " + table + " (" + COLUMNS + ", transaction) select s, v, t, sv, d::jsonb, o, c, r, a, w,"
                        + " greatest(" + EventLog.shifted("pg_current_xact_id()", schema)
                        + ", (select e.transaction from " + table
                        + " e where e.stream = s and e.version < v order by e.version desc limit 1))"
                        + " from unnest(?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::timestamptz[],"
                        + " ?::text[], ?::text[], ?::text[], ?::text[]) as n(s, v, t, sv, d, o, c, r, a, w)",
                column(events, event -> event.stream().toString()),
                events.stream().map(RecordedEvent::version).toArray(Long[]::new),
                column(events, RecordedEvent::type),
                events.stream().map(RecordedEvent::schemaVersion).toArray(Integer[]::new),
                column(events, event -> event.data().toString()),
                column(events, event -> event.occurredAt().toString()),
                column(events, RecordedEvent::causationId),
                column(events, RecordedEvent::correlationId),
                column(events, event -> event.initiator().actor()),
                column(events, event -> event.initiator().via()));
    }

    private static @Nullable String[] column(
            List<RecordedEvent> events, Function<RecordedEvent, @Nullable String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    RecordedEvent event(ResultSet row, int number) throws SQLException {
        try {
            return new RecordedEvent(
                    StreamId.parse(row.getString(1)),
                    row.getLong(2),
                    row.getString(3),
                    row.getInt(4),
                    json.readTree(row.getString(5)),
                    row.getObject(6, OffsetDateTime.class).toInstant(),
                    row.getString(7),
                    row.getString(8),
                    new Initiator(row.getString(9), row.getString(10)));
        } catch (JsonProcessingException e) {
            throw new SQLException("event " + row.getLong(2) + " of " + row.getString(1) + " holds broken JSON", e);
        }
    }
}
