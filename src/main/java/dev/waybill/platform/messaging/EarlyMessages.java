package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.EarlyMessage.WaitsFor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A context's messages that wait for their predecessor, and where that is. */
final class EarlyMessages {

    private final String context;
    private final JdbcTemplate jdbc;
    private final HeldContent content;
    private final String select;
    private final String count;

    EarlyMessages(String context, JdbcTemplate jdbc, String schema, HeldContent content) {
        this.context = context;
        this.jdbc = jdbc;
        this.content = content;
        String waiting = " from " + schema + ".kept_message k where k.cause is null and k.sequence is not null";
        this.select =
                "select k.id, k.queue, k.lane, k.received_by, k.sequence, k.kept_at, k.body, k.encoding, k.next, p.id,"
                        + " p.parked_at is not null from (select k.*, 1 + coalesce((select (s.received::jsonb ->> k.received_by)::bigint"
                        + " from " + schema + ".stream s where s.id = k.lane), 0) as next" + waiting
                        + " order by k.kept_at, k.id limit ?) k left join " + schema
                        + ".kept_message p on p.lane = k.lane"
                        + " and p.received_by = k.received_by and p.sequence = k.next and p.cause is not null where k.sequence > k.next order by k.kept_at, k.id";
        this.count = "select count(*)" + waiting + " and k.kept_at < now() - make_interval(secs => ?)";
    }

    /** The oldest of them. */
    List<EarlyMessage> oldest(int limit) {
        return jdbc.query(select, this::early, limit);
    }

    /** How many have waited for longer than that. */
    long count(Duration longerThan) {
        Long waiting = jdbc.queryForObject(count, Long.class, longerThan.toMillis() / 1000.0);
        return waiting == null ? 0 : waiting;
    }

    private EarlyMessage early(ResultSet row, int number) throws SQLException {
        String publisher = row.getString(4);
        String source = publisher.substring(0, publisher.indexOf('>'));
        return new EarlyMessage(
                context + "-" + row.getLong(1),
                context,
                row.getString(2),
                content.body(row.getString(7), row.getString(8)).path("type").textValue(),
                StreamId.parse(row.getString(3)).id(),
                source,
                row.getLong(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                waitsFor(source, row.getLong(9), row.getObject(10, Long.class), row.getBoolean(11)));
    }

    private WaitsFor waitsFor(String source, long sequence, @Nullable Long failedAs, boolean parked) {
        String state = failedAs == null ? "MISSING" : parked ? "PARKED" : "RETRIED";
        return new WaitsFor(source, sequence, state, parked ? context + "-" + failedAs : null);
    }
}
