package dev.waybill.order.process.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * The engine's own tables, in the order context's schema: the engine's scripts create them with that schema as search path,
 * since the engine itself prefixes its statements but not its scripts.
 */
final class EngineTables {

    private static final Logger log = LoggerFactory.getLogger(EngineTables.class);
    private static final String SCRIPTS = "org/camunda/bpm/engine/db/create/activiti.postgres.create.";
    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    /**
     * By name, those whose columns nothing here searches by: tenants, configurations of events, and what is found by the
     * instance or by the execution. Of 13 index entries for an execution and its subscription they are 6.
     */
    private static final Map<String, String> UNUSED_INDEXES = Map.of(
            "act_idx_exe_root_pi", "act_ru_execution (root_proc_inst_id_)",
            "act_idx_exe_procdef", "act_ru_execution (proc_def_id_)",
            "act_idx_exec_tenant_id", "act_ru_execution (tenant_id_)",
            "act_idx_event_subscr_config_", "act_ru_event_subscr (configuration_)",
            "act_idx_event_subscr_evt_name", "act_ru_event_subscr (event_name_)",
            "act_idx_event_subscr_tenant_id", "act_ru_event_subscr (tenant_id_)");

    private static final long LOCK = 0x77617962696cL;

    private final DataSource dataSource;
    private final String schema;
    private final EngineProperties settings;

    EngineTables(DataSource dataSource, String schema, EngineProperties settings) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.settings = settings;
    }

    /** Creates the tables on the first start, and removes foreign keys that are not wanted; removed ones do not return. */
    void prepare() {
        alone(connection -> {
            var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            if (jdbc.queryForObject("select to_regclass('" + schema + ".act_ge_property')::text", String.class)
                    == null) {
                jdbc.execute("set local search_path to " + schema);
                PARTS.forEach(part ->
                        ScriptUtils.executeSqlScript(connection, new ClassPathResource(SCRIPTS + part + ".sql")));
                log.info("Created the process engine's tables in schema {}", schema);
            }
            if (settings.has(EngineCut.FOREIGN_KEYS)) {
                foreignKeys(jdbc).forEach(jdbc::execute);
            }
            if (!settings.storesSubscriptions()) {
                jdbc.execute("delete from " + schema + ".act_ru_event_subscr where execution_id_ is not null");
            }
            jdbc.execute("alter table " + schema + ".act_ru_execution "
                    + (settings.has(EngineCut.INDEXES) ? "set (fillfactor = 50)" : "reset (fillfactor)"));
            UNUSED_INDEXES.forEach((index, columns) -> jdbc.execute(
                    settings.has(EngineCut.INDEXES)
                            ? "drop index if exists " + schema + "." + index
                            : "create index if not exists " + index + " on " + schema + "." + columns));
        });
    }

    /** Does what processes that start side by side have to do one after the other, in a transaction. */
    void alone(Consumer<Connection> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            }
            work.accept(connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("the process engine's tables in schema " + schema + " are not ready", e);
        }
    }

    /**
     * Removes the foreign keys between running executions: 22 checks for each execution that ends were a third of
     * the database's work. The engine alone writes these tables, in the order that the keys ask for, and revisions guard
     * each row; an order's head is locked besides.
     */
    private List<String> foreignKeys(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint"
                        + " where contype = 'f' and connamespace = ?::regnamespace"
                        + " and conrelid::regclass::text ~* '\\mact_ru_'",
                String.class, schema);
    }
}
