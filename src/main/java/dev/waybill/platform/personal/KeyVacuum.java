package dev.waybill.platform.personal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Removes the dead rows of a key table: an update leaves the row with the key where it was, until a vacuum removes it that
 * no older transaction holds back. One vacuum serves all keys that were destroyed before it.
 */
final class KeyVacuum {

    private final JdbcTemplate jdbc;
    private final String table;
    private final AtomicBoolean requested = new AtomicBoolean(true); // for what a process that was killed has left

    KeyVacuum(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.table = schema + ".personal_key";
    }

    /** Has the next {@link #run} vacuum the table. */
    void request() {
        requested.set(true);
    }

    /** Vacuums the table if that was requested; where dead rows stay, the next run does so again. */
    void run() {
        if (!requested.getAndSet(false)) {
            return;
        }
        boolean dead = true;
        try {
            jdbc.execute("vacuum " + table);
            dead = Boolean.TRUE.equals(jdbc.queryForObject(
                    "select n_dead_tup > 0 from pg_stat_all_tables where relid = ?::regclass", Boolean.class, table));
        } finally {
            if (dead) {
                requested.set(true);
            }
        }
    }
}
