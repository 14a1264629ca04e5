package dev.waybill.platform.personal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a start does with a context's keys, one process at a time: it refuses a master key that they are not wrapped with,
 * wraps again what is wrapped with a previous one, and wraps plain keys of earlier releases.
 */
final class KeyTableSetup {

    private static final Logger log = LoggerFactory.getLogger(KeyTableSetup.class);
    private static final int BATCH = 10_000;

    private record KeyState(@Nullable String id, boolean plainKeys) {}

    private record KeyRow(String owner, UUID id, byte @Nullable [] wrapped, byte @Nullable [] plain) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String schema;
    private final String table;
    private final MasterKeys master;

    KeyTableSetup(DataSource dataSource, String schema, MasterKeys master) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.schema = schema;
        this.table = schema + ".personal_key";
        this.master = master;
    }

    void run() {
        boolean plain = Boolean.TRUE.equals(transaction.execute(status -> claim()));
        if (plain) {
            log.warn(
                    "New keys of personal data are still stored in plain text in {}, because a release that reads no others"
                            + " has used it. When no copy of that release runs any more, start one of this release with"
                            + " waybill.personal.clear-plain-keys=true",
                    schema);
        }
        wrapAll(plain);
    }

    /** Checks and records the master key; whether keys are stored in plain text. */
    private boolean claim() {
        KeyState state = lock();
        MasterKey current = state.id() == null ? master.currentOrNew() : check(state.id());
        boolean plain = state.plainKeys() && !master.clearsPlainKeys();
        if (!current.id().equals(state.id()) || plain != state.plainKeys()) {
            jdbc.update("update " + schema + ".master_key set id = ?, plain_keys = ?", current.id(), plain);
        }
        return plain;
    }

    private KeyState lock() {
        KeyState state = jdbc.queryForObject(
                "select id, plain_keys from " + schema + ".master_key for update",
                (row, n) -> new KeyState(row.getString(1), row.getBoolean(2)));
        if (state == null) {
            throw new IllegalStateException(schema + ".master_key is empty");
        }
        return state;
    }

    private MasterKey check(String id) {
        MasterKey current = master.present()
                .orElseThrow(() -> new MasterKeyException(
                        "The personal data in schema " + schema + " is encrypted with master key " + id
                                + ", but there is none " + master.source(),
                        "Put that key back, or set waybill.personal.master-key-file or waybill.personal.master-key."
                                + " Without it no personal data can be read."));
        if (!current.id().equals(id) && !master.isPrevious(id)) {
            throw new MasterKeyException(
                    "The personal data in schema " + schema + " is encrypted with master key " + id + ", but the one "
                            + master.source() + " is " + current.id(),
                    "Use the same master key for all processes of this database. If this key is to replace the other"
                            + " one, name that in waybill.personal.previous-master-keys.");
        }
        return current;
    }

    private void wrapAll(boolean plain) {
        String due = " where substring(wrapped from 1 for " + MasterKey.ID_BYTES + ") <> ?"
                + (plain ? "" : " or secret is not null");
        byte[] current = master.currentOrNew().idBytes();
        int wrapped = 0;
        boolean cleared = false;
        while (Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from " + table + due + ")", Boolean.class, current))) {
            List<KeyRow> batch = Objects.requireNonNull(transaction.execute(status -> wrap(due, current)));
            wrapped += batch.size();
            cleared |= batch.stream().anyMatch(row -> row.plain() != null);
            if (batch.isEmpty()) { // what is left is locked by transactions of other processes
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        if (wrapped > 0) {
            log.info("Wrapped {} keys in {} with {}", wrapped, table, master.currentOrNew());
        }
        if (cleared) { // A plain vacuum frees the space of dead rows, but does not overwrite it.
            jdbc.execute("vacuum full " + table);
        }
    }

    /** Waits for no lock while it has some: others lock several owners in any order. */
    private List<KeyRow> wrap(String due, byte[] current) {
        List<KeyRow> batch = jdbc.query(
                "select owner, id, wrapped, secret from " + table + due + " limit " + BATCH + " for update skip locked",
                KeyTableSetup::row,
                current);
        jdbc.batchUpdate(
                "update " + table + " set wrapped = ?, secret = null where owner = ?",
                batch.stream()
                        .map(row -> new Object[] {master.wrap(row.id(), key(row)), row.owner()})
                        .toList());
        return batch;
    }

    private SecretKey key(KeyRow row) {
        return row.wrapped() != null ? master.unwrap(row.id(), row.wrapped()) : new SecretKeySpec(row.plain(), "AES");
    }

    private static KeyRow row(ResultSet row, int number) throws SQLException {
        return new KeyRow(row.getString(1), row.getObject(2, UUID.class), row.getBytes(3), row.getBytes(4));
    }
}
