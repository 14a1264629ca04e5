package dev.waybill.platform.projection;

import dev.waybill.platform.eventstore.LogPosition;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far the projections of one context are. */
final class Progress {

    private final JdbcTemplate jdbc;
    private final String table;

    Progress(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.table = schema + ".projection";
    }

    /** Begins before the first event; returns whether it had not begun yet. */
    boolean begin(String name) {
        return jdbc.update("insert into " + table + " (name) values (?) on conflict do nothing", name) == 1;
    }

    Optional<LogPosition> at(String name) {
        return read(name, "");
    }

    /** The place, locked until the transaction ends; empty while another process holds it. */
    Optional<LogPosition> claim(String name) {
        return read(name, " for update skip locked");
    }

    void moveTo(String name, LogPosition place) {
        jdbc.update(
                "update " + table + " set transaction = ?, position = ? where name = ?",
                place.transaction(),
                place.position(),
                name);
    }

    void forget(String name) {
        jdbc.update("delete from " + table + " where name = ?", name);
    }

    private Optional<LogPosition> read(String name, String lock) {
        return jdbc
                .query(
                        "select transaction, position from " + table + " where name = ?" + lock,
                        (row, n) -> new LogPosition(row.getLong(1), row.getLong(2)),
                        name)
                .stream()
                .findFirst();
    }
}
