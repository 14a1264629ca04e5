package dev.waybill.platform.projection;

import dev.waybill.platform.database.LongRunningWork;
import org.springframework.jdbc.core.JdbcTemplate;

/** The second set of a projection's tables, in which it is rebuilt beside the one that is read. */
final class ShadowTables {

    private final JdbcTemplate jdbc;
    private final String schema;
    private final Projection projection;

    ShadowTables(JdbcTemplate jdbc, String schema, Projection projection) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.projection = projection;
    }

    String live(String table) {
        return schema + "." + table;
    }

    String built(String table) {
        return schema + "." + table + "_next";
    }

    void create() {
        projection
                .tables()
                .forEach(table ->
                        jdbc.execute("create table " + built(table) + " (like " + live(table) + " including all)"));
    }

    /** How many rows are in one of the two and not in the other; looks at all of them. */
    long differences() {
        LongRunningWork.here(jdbc);
        return projection.comparedTables().stream().mapToLong(this::differences).sum();
    }

    private long differences(String table) {
        Long rows = jdbc.queryForObject(
                "select count(*) from ((table %1$s except table %2$s) union all (table %2$s except table %1$s)) as d"
                        .formatted(live(table), built(table)),
                Long.class);
        return rows == null ? 0 : rows;
    }

    /** Puts the built tables in the place of the live ones, with the current transaction. */
    void swap() {
        for (String table : projection.tables()) {
            jdbc.execute("drop table " + live(table));
            jdbc.execute("alter table " + built(table) + " rename to " + table);
        }
    }
}
