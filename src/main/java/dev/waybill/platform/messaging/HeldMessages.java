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
 * A context's messages that came before their predecessor, or that could not be handled. Both are the same for those
 * behind them: the lane goes on when the missing one has been handled; all other lanes go on at once.
 */
final class HeldMessages {

    /** A kept message; lane, publisher and sequence are null and 0 for one that is no message at all. */
    record Kept(
            long id,
            String queue,
            @Nullable String lane,
            @Nullable String publisher,
            long sequence,
            @Nullable String messageId,
            String body,
            @Nullable String encoding,
            int attempts) {}

    /** A message that is kept no longer; whether its lane's head had counted it, and whether it was parked. */
    record Released(boolean counted, boolean parked) {}

    /** Another process tries again what this one has claimed and not finished by then. */
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

    /** Keeps a message until its turn (no failure) or after it failed; the row's id if it was not kept before. */
    Optional<Long> keep(String queue, Received<?> message, @Nullable Failure failure) {
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

    /** Keeps a delivery outside of all lanes, as it came: it is no message of the published language, or nothing else worked. */
    void keepRaw(String queue, Delivery delivery, Failure failure) {
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

    /** The envelope of a kept message, as it came. */
    Envelope envelope(Kept message) throws UnreadableMessage {
        return content.envelope(message);
    }

    /** A kept message has failed: it is tried again, or parked. */
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

    /** Whether a message like this is kept already because it failed: what comes again is no further attempt. */
    boolean hasFailed(Received<?> message) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from " + table
                        + " where lane = ? and received_by = ? and sequence = ? and cause is not null)",
                Boolean.class,
                message.lane().toString(),
                message.publisher(),
                message.envelope().sequence()));
    }

    /** The first message of each of these lanes and publishers that waits for nothing but its turn. */
    List<Kept> waiting(String queue, Collection<StreamId> lanes) {
        return jdbc.query(
                "select distinct on (lane, received_by) " + COLUMNS + " from " + table
                        + " where queue = ? and lane = any(?) and cause is null and sequence is not null"
                        + " order by lane, received_by, sequence",
                HeldMessages::kept,
                queue,
                lanes.stream().map(StreamId::toString).toArray(String[]::new));
    }

    /** Another process, or this one after a restart, handles these if they are still there after a while. */
    void claim(Collection<Kept> messages) {
        if (!messages.isEmpty()) {
            jdbc.update(
                    "update " + table + " set retry_at = now() + ? * interval '1 second' where id = any(?)",
                    CLAIM.toSeconds(),
                    messages.stream().map(Kept::id).toArray(Long[]::new));
        }
    }

    /** Claims what is to be tried again now. */
    List<Kept> due(Collection<String> queues) {
        return jdbc.query(
                "update " + table + " set retry_at = now() + ? * interval '1 second' where id in (select id from "
                        + table + " where retry_at <= now() and queue = any(?)"
                        + " order by retry_at limit 100 for update skip locked) returning " + COLUMNS,
                HeldMessages::kept,
                CLAIM.toSeconds(),
                queues.toArray(String[]::new));
    }

    /** Forgets a kept message; empty if another process was first. */
    Optional<Released> release(long id) {
        return jdbc
                .query(
                        "delete from " + table + " where id = ? returning lane is not null, parked_at is not null",
                        (row, n) -> new Released(row.getBoolean(1), row.getBoolean(2)),
                        id)
                .stream()
                .findFirst();
    }

    static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
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
