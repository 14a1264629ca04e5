package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.personal.PersonalJson;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The messages of one queue that came before their predecessor, or that could not be handled. Both are the same for
 * those behind them: the lane goes on when the missing one has been handled; all other lanes go on at once.
 */
final class KeptMessages {

    record Kept(long id, String lane, String publisher, long sequence, String body) {}

    private static final String OWNER_FIELD = "customerId";

    private final JdbcTemplate jdbc;
    private final PersonalJson json;
    private final String table;
    private final String queue;

    KeptMessages(JdbcTemplate jdbc, String schema, PersonalJson json, String queue) {
        this.jdbc = jdbc;
        this.json = json;
        this.table = schema + ".kept_message";
        this.queue = queue;
    }

    /** Keeps a message until its turn (no cause) or until somebody helps (cause); says whether it is news. */
    boolean keep(Received message, @Nullable String cause, int attempts) {
        return jdbc.update(
                        "insert into " + table
                                + " (queue, lane, received_by, sequence, message_id, body, cause, attempts, failed_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, case when ?::text is null then null else now() end)"
                                + " on conflict do nothing",
                        queue,
                        message.lane().toString(),
                        message.publisher(),
                        message.envelope().sequence(),
                        message.envelope().id(),
                        stored(message),
                        cause,
                        attempts,
                        cause)
                == 1;
    }

    /** A message that was kept for its turn has failed. */
    void failed(long id, String cause, int attempts) {
        jdbc.update(
                "update " + table + " set cause = ?, attempts = attempts + ?, failed_at = now() where id = ?",
                cause,
                attempts,
                id);
    }

    /** Keeps a delivery that is no message of the published language. */
    void keepUnreadable(String body, String cause) {
        jdbc.update(
                "insert into " + table + " (queue, body, cause, attempts, failed_at) values (?, ?, ?, 1, now())",
                queue,
                body.replace("\u0000", "\\u0000"),
                cause);
    }

    /** The first message of each of these lanes and publishers that waits for nothing but its turn. */
    List<Kept> waiting(Collection<StreamId> lanes) {
        return jdbc.query(
                "select distinct on (lane, received_by) id, lane, received_by, sequence, body from " + table
                        + " where queue = ? and lane = any(?) and cause is null and sequence is not null"
                        + " order by lane, received_by, sequence",
                (row, n) ->
                        new Kept(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)),
                queue,
                lanes.stream().map(StreamId::toString).toArray(String[]::new));
    }

    /** Forgets a kept message; says how many rows that were (none if another process was first). */
    int delete(long id) {
        return jdbc.update("delete from " + table + " where id = ?", id);
    }

    private String stored(Received message) {
        Object body = message.body();
        Envelope envelope = message.envelope();
        if (body == null) {
            return EnvelopeJson.write(envelope).toString();
        }
        JsonNode owner = envelope.data().path(OWNER_FIELD);
        JsonNode data = json.write(body, owner.isTextual() ? owner.textValue() : null);
        return EnvelopeJson.write(envelope).set("data", data).toString();
    }
}
