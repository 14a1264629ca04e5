package dev.waybill.platform.eventstore;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Checks that every stream has the versions 1..n without holes, and a head at version n. */
public final class StreamCheck {

    /** A stream whose versions are not 1..n, and what is found instead. */
    public record BrokenStream(StreamId stream, String detail) {}

    private final JdbcTemplate jdbc;
    private final String select;

    public StreamCheck(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.select = "select coalesce(s.id, e.stream), s.version, e.events, e.first, e.last from " + schema
                + ".stream s full join (select stream, count(*) events, min(version) first, max(version) last from "
                + schema + ".event group by stream) e on e.stream = s.id"
                + " where coalesce(s.version, -1) <> coalesce(e.last, 0)"
                + " or coalesce(e.last, 0) <> coalesce(e.events, 0) or e.first <> 1";
    }

    public List<BrokenStream> broken() {
        return jdbc.query(
                select,
                (row, n) -> new BrokenStream(
                        StreamId.parse(row.getString(1)),
                        "the head is at version %s, but there are %s events with the versions %s to %s"
                                .formatted(row.getString(2), row.getString(3), row.getString(4), row.getString(5))));
    }
}
