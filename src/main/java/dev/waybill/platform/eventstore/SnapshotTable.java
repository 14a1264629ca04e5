package dev.waybill.platform.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.eventstore.StateCache.Versioned;
import dev.waybill.platform.personal.PersonalJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** The newest snapshot of each stream of one kind. Only what is written in this very format is read. */
final class SnapshotTable<S> implements Snapshots<S> {

    private record SnapshotRow<S>(StreamId stream, long version, S state) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final PersonalJson json;
    private final Class<S> type;
    private final String format;
    private final String select;
    private final String upsert;
    private final RowWriter<SnapshotRow<S>> writer = this::write;

    SnapshotTable(JdbcTemplate jdbc, String schema, PersonalJson json, SnapshotFormat<S> format) {
        this.jdbc = jdbc;
        this.json = json;
        this.type = format.state();
        this.format = format.name();
        this.select = "select stream, version, data from " + schema + ".snapshot"
                + " where stream = any(?) and format = ? and version <= ?";
        this.upsert = "insert into " + schema + ".snapshot (stream, version, format, data)"
                + " select s, v, ?, d::jsonb from unnest(?::text[], ?::bigint[], ?::text[]) as n(s, v, d)"
                + " on conflict (stream) do update"
                + " set version = excluded.version, format = excluded.format, data = excluded.data";
    }

    @Override
    public Map<StreamId, Versioned<S>> upTo(long version, Collection<StreamId> streams) {
        Map<StreamId, Versioned<S>> found = new HashMap<>();
        jdbc.query(
                select,
                row -> {
                    found.put(StreamId.parse(row.getString(1)), snapshot(row));
                },
                streams.stream().map(StreamId::toString).toArray(String[]::new),
                format,
                version);
        return found;
    }

    private Versioned<S> snapshot(ResultSet row) throws SQLException {
        try {
            return new Versioned<>(row.getLong(2), json.read(JSON.readTree(row.getString(3)), type));
        } catch (JsonProcessingException e) {
            throw new SQLException("the snapshot of " + row.getString(1) + " holds broken JSON", e);
        }
    }

    @Override
    public void take(UnitOfWork work, StreamId stream, Versioned<S> now) {
        work.write(writer, new SnapshotRow<>(stream, now.version(), now.state()));
    }

    /** A stream may have passed several multiples in one transaction: the last counts. */
    private void write(List<SnapshotRow<S>> taken) {
        Map<StreamId, SnapshotRow<S>> newest = new HashMap<>();
        taken.forEach(row -> newest.put(row.stream(), row));
        List<SnapshotRow<S>> rows = List.copyOf(newest.values());
        jdbc.update(
                upsert,
                format,
                rows.stream().map(row -> row.stream().toString()).toArray(String[]::new),
                rows.stream().map(SnapshotRow::version).toArray(Long[]::new),
                rows.stream()
                        .map(row -> json.write(row.state(), null).toString())
                        .toArray(String[]::new));
    }
}
