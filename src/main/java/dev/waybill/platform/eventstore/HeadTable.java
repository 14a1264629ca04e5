package dev.waybill.platform.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** The heads of one context's streams; locks them in the order of their ids. */
final class HeadTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<HashMap<String, Long>> COUNTERS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final String select;
    private final String insert;
    private final String update;

    HeadTable(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        select = "select id, version, sent, received, kept from " + schema + ".stream"
                + " where id = any(?) order by id collate \"C\" for update";
        insert = "insert into " + schema + ".stream (id) select unnest(?::text[]) on conflict do nothing";
        update = "update " + schema + ".stream s"
                + " set version = n.version, sent = n.sent, received = n.received, kept = n.kept"
                + " from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::int[])"
                + " as n(id, version, sent, received, kept) where s.id = n.id";
    }

    /** Locks the heads until the transaction ends, creating those that are missing. */
    List<Head> lock(Collection<StreamId> ids) {
        var wanted = new TreeSet<String>();
        ids.forEach(id -> wanted.add(id.toString()));
        List<Head> heads = select(wanted);
        if (heads.size() < wanted.size()) {
            heads.forEach(head -> wanted.remove(head.id().toString()));
            jdbc.update(insert, (Object) wanted.toArray(String[]::new));
            heads.addAll(select(wanted));
        }
        return heads;
    }

    private List<Head> select(Collection<String> ids) {
        return new ArrayList<>(jdbc.query(select, HeadTable::head, (Object) ids.toArray(String[]::new)));
    }

    void save(Collection<Head> heads) {
        List<Head> changed = heads.stream().filter(Head::changed).toList();
        if (!changed.isEmpty()) {
            jdbc.update(
                    update,
                    changed.stream().map(head -> head.id().toString()).toArray(String[]::new),
                    changed.stream().map(Head::version).toArray(Long[]::new),
                    changed.stream().map(head -> write(head.sent())).toArray(String[]::new),
                    changed.stream().map(head -> write(head.received())).toArray(String[]::new),
                    changed.stream().map(Head::held).toArray(Integer[]::new));
        }
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        return new Head(
                StreamId.parse(row.getString(1)),
                row.getLong(2),
                read(row.getString(3)),
                read(row.getString(4)),
                row.getInt(5));
    }

    private static Map<String, Long> read(String json) {
        try {
            return json.equals("{}") ? new HashMap<>() : JSON.readValue(json, COUNTERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the head of a stream holds broken JSON: " + json, e);
        }
    }

    private static String write(Map<String, Long> counters) {
        try {
            return JSON.writeValueAsString(counters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
