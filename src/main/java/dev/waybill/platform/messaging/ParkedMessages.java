package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.personal.PersonalJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A context's messages that are parked, and those that were discarded. */
final class ParkedMessages {

    /** The state of a held message. */
    record Parking(@Nullable String cause, boolean parked) {}

    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private final String context;
    private final JdbcTemplate jdbc;
    private final HeldContent content;
    private final String select;
    private final String table;
    private final String discarded;

    ParkedMessages(String context, JdbcTemplate jdbc, String schema, HeldContent content) {
        this.context = context;
        this.jdbc = jdbc;
        this.content = content;
        this.table = schema + ".kept_message";
        this.discarded = schema + ".discarded_message";
        this.select = "select k.id, queue, body, encoding, headers, cause, trace, attempts, first_failed_at, failed_at,"
                + " parked_at, (select count(*) from " + table + " b where b.lane = k.lane"
                + " and b.received_by = k.received_by and b.sequence > k.sequence) as behind from " + table + " k"
                + " where parked_at is not null";
    }

    /** The parked messages, the oldest first. */
    List<ParkedMessage> oldest(int limit) {
        return jdbc.query(select + " order by parked_at, k.id limit ?", this::parked, limit);
    }

    Optional<ParkedMessage> find(long id) {
        return jdbc.query(select + " and k.id = ?", this::parked, id).stream().findFirst();
    }

    /** The parked message as it is stored. */
    Optional<HeldMessages.Held> stored(long id) {
        return jdbc
                .query(
                        "select " + HeldMessages.COLUMNS + " from " + table + " where id = ? and parked_at is not null",
                        HeldMessages::held,
                        id)
                .stream()
                .findFirst();
    }

    /** How many messages are parked. */
    long count() {
        return count("parked_at is not null");
    }

    /** How many messages have failed and will be retried. */
    long countRetried() {
        return count("retry_at is not null and cause is not null");
    }

    private long count(String condition) {
        Long count = jdbc.queryForObject("select count(*) from " + table + " where " + condition, Long.class);
        return count == null ? 0 : count;
    }

    /** How many other messages of its lane wait. */
    long behind(HeldMessages.Held message) {
        Long count = jdbc.queryForObject(
                "select count(*) from " + table + " where lane = ? and received_by = ? and sequence > ?",
                Long.class,
                message.lane(),
                message.publisher(),
                message.sequence());
        return count == null ? 0 : count;
    }

    /** The state of a message that was retried; empty when it is no longer held. */
    Optional<Parking> parking(HeldMessages.Held message) {
        return jdbc
                .query(
                        "select cause, parked_at is not null from " + table
                                + " where id = ? or (queue = ? and message_id = ?)",
                        (row, n) -> new Parking(row.getString(1), row.getBoolean(2)),
                        message.id(),
                        message.queue(),
                        message.messageId())
                .stream()
                .findFirst();
    }

    /** Records that a message is discarded, as long as it is parked. */
    boolean recordDiscard(long id, String reason, String by) {
        return jdbc.update(
                        "insert into " + discarded + " (id, message, reason, discarded_by)"
                                + " select id, to_jsonb(k), ?, ? from " + table + " k"
                                + " where id = ? and parked_at is not null on conflict do nothing",
                        reason,
                        by,
                        id)
                == 1;
    }

    /** What was discarded, the newest first. */
    List<DiscardedMessage> newestDiscarded(int limit) {
        return jdbc.query(
                "select id, message, reason, discarded_by, discarded_at from " + discarded
                        + " order by discarded_at desc limit ?",
                (row, n) -> {
                    JsonNode stored = read(row.getString(2));
                    return new DiscardedMessage(
                            context + "-" + row.getLong(1),
                            stored.path("queue").asText(),
                            content.body(
                                    stored.path("body").asText(),
                                    stored.path("encoding").textValue()),
                            stored.path("cause").asText(),
                            row.getString(3),
                            row.getString(4),
                            instant(row, 5));
                },
                limit);
    }

    private ParkedMessage parked(ResultSet row, int number) throws SQLException {
        JsonNode body = content.body(row.getString(3), row.getString(4));
        return new ParkedMessage(
                context + "-" + row.getLong(1),
                context,
                row.getString(2),
                body.path("type").textValue(),
                body.path("subject").textValue(),
                body.path("id").textValue(),
                body.hasNonNull("sequence") ? body.path("sequence").longValue() : null,
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                instant(row, 9),
                instant(row, 10),
                instant(row, 11),
                row.getLong(12),
                content.headers(row.getString(5)),
                body);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a discarded message is broken", e);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
