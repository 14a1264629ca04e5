package dev.waybill.platform.personal;

import dev.waybill.platform.personal.PersonalKeys.Key;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One context's table of keys, one row per owner, each key wrapped with the master key. */
final class KeyTable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String COLUMNS = "id, wrapped, secret, erased_at";

    private final JdbcTemplate jdbc;
    private final String schema;
    private final String table;
    private final MasterKeys master;
    private volatile boolean plainKeys = true;

    KeyTable(JdbcTemplate jdbc, String schema, MasterKeys master) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.table = schema + ".personal_key";
        this.master = master;
    }

    /** The owner's key, also when it was destroyed. */
    Optional<Key> find(String owner) {
        return find(owner, "");
    }

    /** The owner's key, which no process destroys before this transaction ends. */
    Optional<Key> hold(String owner) {
        return find(owner, " for share");
    }

    private Optional<Key> find(String owner, String lock) {
        return jdbc.query("select " + COLUMNS + " from " + table + " where owner = ?" + lock, this::key, owner).stream()
                .findFirst();
    }

    /** The key with that id, unless it was destroyed. */
    Optional<Key> find(UUID id) {
        return jdbc
                .query("select " + COLUMNS + " from " + table + " where id = ? and erased_at is null", this::key, id)
                .stream()
                .findFirst();
    }

    /** A new key for the owner; empty when there is one already. */
    Optional<Key> insert(String owner) {
        var id = UUID.randomUUID();
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        boolean plain = storesPlainKeys();
        return jdbc
                .query(
                        "insert into " + table + " (owner, id, secret, wrapped) values (?, ?, ?, ?)"
                                + " on conflict (owner) do nothing returning " + COLUMNS,
                        this::key,
                        owner,
                        id,
                        plain ? secret : null,
                        plain ? null : master.wrap(id, new SecretKeySpec(secret, "AES")))
                .stream()
                .findFirst();
    }

    /** Once they are not, they never are again; until then it waits while another process decides that they are not. */
    private boolean storesPlainKeys() {
        if (plainKeys) {
            plainKeys = Boolean.TRUE.equals(
                    jdbc.queryForObject("select plain_keys from " + schema + ".master_key for share", Boolean.class));
        }
        return plainKeys;
    }

    /** Destroys the owner's key with the current transaction; its id, unless it was destroyed before. */
    Optional<UUID> destroy(String owner) {
        return jdbc
                .query(
                        "insert into " + table + " as k (owner, id, erased_at) values (?, ?, now())"
                                + " on conflict (owner) do update set secret = null, wrapped = null, erased_at = now()"
                                + " where k.erased_at is null returning id",
                        (row, n) -> row.getObject(1, UUID.class),
                        owner,
                        UUID.randomUUID())
                .stream()
                .findFirst();
    }

    /** The owners whose keys were destroyed since an instant, and the keys' ids. */
    void destroyedSince(Instant instant, BiConsumer<String, UUID> each) {
        jdbc.query(
                "select owner, id from " + table + " where erased_at > ?",
                row -> {
                    each.accept(row.getString(1), row.getObject(2, UUID.class));
                },
                OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private Key key(ResultSet row, int number) throws SQLException {
        var id = row.getObject(1, UUID.class);
        boolean destroyed = row.getObject(4) != null;
        return new Key(id, destroyed ? null : secret(id, row.getBytes(2), row.getBytes(3)));
    }

    private SecretKey secret(UUID id, byte @Nullable [] wrapped, byte @Nullable [] plain) {
        if (wrapped == null && plain == null) {
            throw new IllegalStateException("key " + id + " is neither stored nor destroyed");
        }
        return wrapped != null ? master.unwrap(id, wrapped) : new SecretKeySpec(plain, "AES");
    }
}
