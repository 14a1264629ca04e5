package dev.waybill.platform.calls;

import dev.waybill.platform.eventstore.Initiator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The calls that a context owes, as its processes share them. */
final class CallTable {

    private final JdbcTemplate jdbc;
    private final String table;

    CallTable(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.table = schema + ".remote_call";
    }

    void insert(List<OwedCall> calls) {
        jdbc.update(
                "insert into " + table + " (id, kind, subject, cause, actor, via, due_at)"
                        + " select i, k, s, c, a, v, now()"
                        + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
                        + " as n(i, k, s, c, a, v)"
                        + " on conflict do nothing",
                column(calls, OwedCall::id),
                column(calls, OwedCall::kind),
                column(calls, OwedCall::subject),
                column(calls, OwedCall::cause),
                column(calls, call -> call.initiator().actor()),
                column(calls, call -> call.initiator().via()));
    }

    /** Calls that are due; until the lease ends no other process gets them. */
    List<OwedCall> claim(int most, Duration lease) {
        return jdbc.query(
                "update " + table + " set due_at = now() + make_interval(secs => ?), attempts = attempts + 1"
                        + " where id in (select id from " + table + " where due_at <= now() order by due_at limit ?"
                        + " for update skip locked) returning id, kind, subject, cause, actor, via, attempts",
                CallTable::call,
                lease.toMillis() / 1000.0,
                most);
    }

    private static OwedCall call(ResultSet row, int number) throws SQLException {
        return new OwedCall(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                new Initiator(row.getString(5), row.getString(6)),
                row.getInt(7));
    }

    void postpone(OwedCall call, Duration pause) {
        jdbc.update(
                "update " + table + " set due_at = now() + make_interval(secs => ?) where id = ?",
                pause.toMillis() / 1000.0,
                call.id());
    }

    /** Forgets calls; the ids of those that were still owed. */
    Set<String> forget(Collection<OwedCall> calls) {
        return new HashSet<>(
                jdbc.queryForList("delete from " + table + " where id = any(?) returning id", String.class, (Object)
                        column(calls, OwedCall::id)));
    }

    long countOf(Collection<String> kinds) {
        return count("kind = any(?)", kinds);
    }

    long countWithout(Collection<String> kinds) {
        return count("kind <> all(?)", kinds);
    }

    long countFailingWithout(Collection<String> kinds) {
        return count("attempts > 1 and kind <> all(?)", kinds);
    }

    private long count(String condition, Collection<String> kinds) {
        Long count = jdbc.queryForObject("select count(*) from " + table + " where " + condition, Long.class, (Object)
                kinds.toArray(String[]::new));
        return count == null ? 0 : count;
    }

    private static @Nullable String[] column(Collection<OwedCall> calls, Function<OwedCall, @Nullable String> value) {
        return calls.stream().map(value).toArray(String[]::new);
    }
}
