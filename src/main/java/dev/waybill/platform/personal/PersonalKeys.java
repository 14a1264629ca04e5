package dev.waybill.platform.personal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys of one context, one per owner, in its own table. Destroying an owner's key makes everything that was
 * encrypted with it unreadable for good, also to other processes as soon as they look for erasures.
 */
public final class PersonalKeys {

    private static final int CACHED = 10_000;
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** An owner's key; without a secret once it was destroyed. */
    record Key(UUID id, @Nullable SecretKey secret) {

        boolean isDestroyed() {
            return secret == null;
        }
    }

    private final JdbcTemplate jdbc;
    private final String table;
    private final Map<String, Key> byOwner = cache();
    private final Map<UUID, Key> byId = cache();
    private final Map<String, Boolean> destroyed = cache();
    private volatile Instant looked = Instant.now();
    private final List<Consumer<String>> told = new CopyOnWriteArrayList<>();

    public PersonalKeys(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.table = schema + ".personal_key";
    }

    /** The owner's key, made now if there is none. */
    Key of(String owner) {
        Key mine = ofThisTransaction().get(owner);
        if (mine != null) {
            return mine;
        }
        Key known = byOwner.get(owner);
        if (known != null) {
            return known;
        }
        Key key = load(owner, "").orElseGet(() -> create(owner));
        ofThisTransaction().put(owner, key);
        return key;
    }

    /** The owner's key, which nobody destroys before this transaction ends. */
    Key held(String owner) {
        Key key = load(owner, " for share").orElseGet(() -> create(owner));
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
                                "select id, secret from " + table + " where id = ? and secret is not null",
                                (row, n) -> key(row.getObject(1), row.getBytes(2)),
                                id)
                        .stream()
                        .findFirst();
    }

    /** Destroys the owner's key with the current transaction; says whether it was not destroyed before. */
    boolean destroy(String owner) {
        List<UUID> ids = jdbc.query(
                "insert into " + table + " as k (owner, id, erased_at) values (?, ?, now())"
                        + " on conflict (owner) do update set secret = null, erased_at = now()"
                        + " where k.secret is not null returning id",
                (row, n) -> row.getObject(1, UUID.class),
                owner,
                UUID.randomUUID());
        ids.forEach(id -> ofThisTransaction().put(owner, key(id, null)));
        return !ids.isEmpty();
    }

    /** Forgets what other processes have erased since this was last asked, or since the start. */
    void lookForErasures() {
        var now = jdbc.queryForObject("select now()", OffsetDateTime.class);
        jdbc.query(
                "select owner, id from " + table + " where erased_at > ?",
                row -> {
                    forget(row.getString(1), row.getObject(2, UUID.class));
                },
                OffsetDateTime.ofInstant(looked.minus(LONGEST_TRANSACTION), ZoneOffset.UTC));
        if (now != null) {
            looked = now.toInstant();
        }
    }

    /** The mark comes first: whoever remembers what is readable looks for it afterwards. */
    private void forget(String owner, UUID id) {
        destroyed.put(owner, true);
        byOwner.remove(owner);
        byId.remove(id);
        told.forEach(memory -> memory.accept(owner));
    }

    /** Whether this process has seen the owner's key destroyed. */
    boolean hasSeenDestroyed(String owner) {
        return destroyed.containsKey(owner);
    }

    /** Tells of each destroyed key right after the commit, with its owner. */
    void onDestroyed(Consumer<String> listener) {
        told.add(listener);
    }

    private Optional<Key> load(String owner, String lock) {
        return jdbc
                .query(
                        "select id, secret from " + table + " where owner = ?" + lock,
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
                .or(() -> load(owner, " for share"))
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
                keys.forEach((owner, key) -> {
                    if (!key.isDestroyed()) {
                        byOwner.put(owner, key);
                        byId.put(key.id(), key);
                    }
                    if (key.isDestroyed() || destroyed.containsKey(owner)) {
                        forget(owner, key.id());
                    }
                });
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(PersonalKeys.this);
            }
        });
        return keys;
    }

    private static Key key(Object id, byte @Nullable [] secret) {
        return new Key((UUID) id, secret == null ? null : new SecretKeySpec(secret, "AES"));
    }

    private static <K, V> Map<K, V> cache() {
        return Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > CACHED;
            }
        });
    }
}
