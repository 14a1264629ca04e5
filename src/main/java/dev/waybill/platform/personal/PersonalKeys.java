package dev.waybill.platform.personal;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys of one context, one per owner, in its own table. Destroying an owner's key makes everything that was
 * encrypted with it unreadable for good.
 */
public final class PersonalKeys {

    private static final int CACHED = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    record Key(UUID id, SecretKey secret) {}

    private final JdbcTemplate jdbc;
    private final String table;
    private final Map<String, Key> byOwner = cache();
    private final Map<UUID, Key> byId = cache();

    public PersonalKeys(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.table = schema + ".personal_key";
    }

    /** The owner's key, made now if there is none. */
    Key of(String owner) {
        Key known = byOwner.get(owner);
        if (known != null) {
            return known;
        }
        Key mine = ofThisTransaction().get(owner);
        if (mine != null) {
            return mine;
        }
        Key key = load(owner).orElseGet(() -> create(owner));
        ofThisTransaction().put(owner, key);
        return key;
    }

    /** The key with that id, unless it was destroyed. */
    Optional<Key> withId(UUID id) {
        Key known = byId.get(id);
        return known != null
                ? Optional.of(known)
                : jdbc
                        .query(
                                "select id, secret from " + table + " where id = ?",
                                (row, n) -> key(row.getObject(1), row.getBytes(2)),
                                id)
                        .stream()
                        .findFirst();
    }

    private Optional<Key> load(String owner) {
        return jdbc
                .query(
                        "select id, secret from " + table + " where owner = ?",
                        (row, n) -> key(row.getObject(1), row.getBytes(2)),
                        owner)
                .stream()
                .findFirst();
    }

    private Key create(String owner) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        List<Key> created = jdbc.query(
                "insert into " + table + " (owner, id, secret) values (?, ?, ?) on conflict (owner) do nothing"
                        + " returning id, secret",
                (row, n) -> key(row.getObject(1), row.getBytes(2)),
                owner,
                UUID.randomUUID(),
                secret);
        return created.stream()
                .findFirst()
                .or(() -> load(owner))
                .orElseThrow(() -> new IllegalStateException("no key could be made for a new owner of personal data"));
    }

    /** A key that this transaction made or met is for everybody only once it is committed. */
    private Map<String, Key> ofThisTransaction() {
        @SuppressWarnings("unchecked")
        var bound = (@Nullable Map<String, Key>) TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return bound;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("personal data is encrypted inside a transaction only");
        }
        var keys = new HashMap<String, Key>();
        TransactionSynchronizationManager.bindResource(this, keys);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                byOwner.putAll(keys);
                keys.values().forEach(key -> byId.put(key.id(), key));
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(PersonalKeys.this);
            }
        });
        return keys;
    }

    private static Key key(Object id, byte[] secret) {
        return new Key((UUID) id, new SecretKeySpec(secret, "AES"));
    }

    private static <K> Map<K, Key> cache() {
        return Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Key> eldest) {
                return size() > CACHED;
            }
        });
    }
}
