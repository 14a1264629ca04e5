package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A context's messages that came before their predecessor, or that could not be handled. Both have the same effect on the
 * messages behind them: the lane continues when the missing message has been handled; all other lanes continue at once.
 */
final class HeldMessages {

    /** A held message; lane, publisher and sequence are null and 0 for one that is no message at all. */
    record Held(
            long id,
            String queue,
            @Nullable String lane,
            @Nullable String publisher,
            long sequence,
            @Nullable String messageId,
            String body,
            @Nullable String encoding,
            int attempts) {}

    /** A message that is no longer held; whether its lane's head had counted it, and whether it was parked. */
    record Released(boolean counted, boolean parked) {}

    /** Another process retries what this one has claimed and not finished by then. */
    private static final Duration CLAIM = Duration.ofSeconds(15);

    static final String COLUMNS =
            "id, queue, lane, received_by, coalesce(sequence, 0), message_id, body, encoding, attempts";

    private final JdbcTemplate jdbc;
    private final HeldContent content;
    private final String table;

    HeldMessages(JdbcTemplate jdbc, String schema, HeldContent content) {
        this.jdbc = jdbc;
        this.content = content;
        this.table = schema + ".kept_message";
    }

    /** Holds a message back until its predecessor is handled (no failure) or after it failed; the row's id if it was not held
     * before. */
    Optional<Long> hold(String queue, Received<?> message, @Nullable Failure failure) {
        Envelope envelope = message.envelope();
        HeldContent.Columns columns = content.of(message);
        List<Long> ids = jdbc.queryForList(
                "insert into " + table + " (queue, lane, received_by, sequence, message_id, headers, body)"
                        + " select ?, ?, ?, ?, ?, ?, ? where ?::bigint is not null"
                        + " or not exists (select from " + table + " where queue = ? and message_id = ?)"
                        + " on conflict do nothing returning id",
                Long.class,
                queue,
                message.lane().toString(),
                message.publisher(),
                envelope.sequence(),
                envelope.id(),
                columns.headers(),
                columns.body(),
                envelope.sequence(),
                queue,
                envelope.id());
        if (failure != null) {
            ids.forEach(id -> failed(id, failure));
        }
        return ids.stream().findFirst();
    }

    /**
     * Holds a delivery outside of all lanes, as it came: it is no message of the published language, or this is the
     * last resort.
     */
    void holdRaw(String queue, Delivery delivery, Failure failure) {
        HeldContent.Columns columns = content.of(delivery);
        Long id = jdbc.queryForObject(
                "insert into " + table + " (queue, headers, body, encoding) values (?, ?, ?, ?) returning id",
                Long.class,
                queue,
                columns.headers(),
                columns.body(),
                columns.encoding());
        failed(id == null ? 0 : id, failure);
    }

    /** The envelope of a held message, as it came. */
    Envelope envelope(Held message) throws UnreadableMessage {
        return content.envelope(message);
    }

    /** A held message has failed: it will be retried, or is parked. */
    void failed(long id, Failure failure) {
        jdbc.update(
                "update " + table + " set cause = ?, trace = ?, attempts = ?, failed_at = now(),"
                        + " first_failed_at = coalesce(first_failed_at, now()),"
                        + " retry_at = now() + ? * interval '1 millisecond',"
                        + " parked_at = case when ?::bigint is null then coalesce(parked_at, now()) end where id = ?",
                failure.cause(),
                failure.trace(),
                failure.attempts(),
                millis(failure),
                millis(failure),
                id);
    }

    private static @Nullable Long millis(Failure failure) {
        return failure.pause() == null ? null : failure.pause().toMillis();
    }

    /** Whether this message is already held because it failed: a redelivery is no further attempt. */
    boolean hasFailed(Received<?> message) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from " + table
                        + " where lane = ? and received_by = ? and sequence = ? and cause is not null)",
                Boolean.class,
                message.lane().toString(),
                message.publisher(),
                message.envelope().sequence()));
    }

    /** The first message of each of these lanes and publishers that has not failed. */
    List<Held> waiting(String queue, Collection<StreamId> lanes) {
        return jdbc.query(
                "select distinct on (lane, received_by) " + COLUMNS + " from " + table
                        + " where queue = ? and lane = any(?) and cause is null and sequence is not null"
                        + " order by lane, received_by, sequence",
                HeldMessages::held,
                queue,
                lanes.stream().map(StreamId::toString).toArray(String[]::new));
    }

    /** Another process, or this one after a restart, handles these if they are still held when the claim ends. */
    void claim(Collection<Held> messages) {
        if (!messages.isEmpty()) {
            jdbc.update(
                    "update " + table + " set retry_at = now() + ? * interval '1 second' where id = any(?)",
                    CLAIM.toSeconds(),
                    messages.stream().map(Held::id).toArray(Long[]::new));
        }
    }

    /** Claims the messages that are due for a retry. */
    List<Held> due(Collection<String> queues) {
        return jdbc.query(
                "update " + table + " set retry_at = now() + ? * interval '1 second' where id in (select id from "
                        + table + " where retry_at <= now() and queue = any(?)"
                        + " order by retry_at limit 100 for update skip locked) returning " + COLUMNS,
                HeldMessages::held,
                CLAIM.toSeconds(),
                queues.toArray(String[]::new));
    }

    /** Deletes a held message; empty if another process was first. */
    Optional<Released> release(long id) {
        return jdbc
                .query(
                        "delete from " + table + " where id = ? returning lane is not null, parked_at is not null",
                        (row, n) -> new Released(row.getBoolean(1), row.getBoolean(2)),
                        id)
                .stream()
                .findFirst();
    }

    static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getInt(9));
    }
}
