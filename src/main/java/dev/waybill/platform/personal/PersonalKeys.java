package dev.waybill.platform.personal;

import dev.waybill.platform.text.ComparableText;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys of one context, one per owner, in its own table. Destroying an owner's key makes everything that was
 * encrypted with it permanently unreadable, also to other processes as soon as they look for erasures.
 */
public final class PersonalKeys {

    private static final int CACHED = 10_000;
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

    /** An owner's key; without a secret once it was destroyed. */
    record Key(UUID id, @Nullable SecretKey secret) {

        boolean isDestroyed() {
            return secret == null;
        }
    }

    private final JdbcTemplate jdbc;
    private final KeyTable table;
    private final KeyVacuum vacuum;
    private final Map<String, Key> byOwner = cache();
    private final Map<UUID, Key> byId = cache();
    private final Map<String, Boolean> destroyed = cache();
    private volatile Instant lookedUntil = Instant.now();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    private PersonalKeys(DataSource patient, JdbcTemplate jdbc, String schema, MasterKeys master) {
        this.jdbc = jdbc;
        this.table = new KeyTable(jdbc, schema, master);
        this.vacuum = new KeyVacuum(new JdbcTemplate(patient), schema);
    }

    /**
     * The keys in a schema, all of them wrapped with the current master key.
     *
     * @param patient connections whose statements may take long, as to wrap all keys or to vacuum
     * @throws MasterKeyException when the master key is missing, or not the one that they are wrapped with
     */
    public static PersonalKeys open(DataSource patient, JdbcTemplate jdbc, String schema, MasterKeys master) {
        new KeyTableSetup(patient, schema, master).run();
        return new PersonalKeys(patient, jdbc, schema, master);
    }

    /** The owner's key, created now if there is none. */
    Key of(String given) {
        String owner = ComparableText.of(given);
        Key mine = ofThisTransaction().get(owner);
        if (mine != null) {
            return mine;
        }
        Key known = byOwner.get(owner);
        if (known != null) {
            return known;
        }
        Key key = table.find(owner).orElseGet(() -> create(owner));
        ofThisTransaction().put(owner, key);
        return key;
    }

    /** The owner's key, which no transaction destroys before this one ends. */
    Key held(String given) {
        String owner = ComparableText.of(given);
        Key key = table.hold(owner).orElseGet(() -> create(owner));
        ofThisTransaction().put(owner, key);
        return key;
    }

    /** The key with that id, unless it was destroyed. */
    Optional<Key> withId(UUID id) {
        Key known = byId.get(id);
        return known != null ? Optional.of(known) : table.find(id);
    }

    /** Destroys the owner's key with the current transaction; returns whether it was not destroyed before. */
    boolean destroy(String given) {
        boolean destroyedNow = destroyOf(ComparableText.of(given));
        // A key that an earlier release created for the owner as it was given.
        return !given.equals(ComparableText.of(given)) && table.find(given).isPresent()
                ? destroyOf(given) || destroyedNow
                : destroyedNow;
    }

    private boolean destroyOf(String owner) {
        Optional<UUID> id = table.destroy(owner);
        id.ifPresent(known -> ofThisTransaction().put(owner, new Key(known, null)));
        return id.isPresent();
    }

    /** Removes the rows that destroyed keys have left in the table's file, if any key was destroyed since. */
    void vacuum() {
        vacuum.run();
    }

    /** Forgets what other processes have erased since the last call, or since the start. */
    void lookForErasures() {
        var now = jdbc.queryForObject("select now()", OffsetDateTime.class);
        table.destroyedSince(lookedUntil.minus(LONGEST_TRANSACTION), this::forget);
        if (now != null) {
            lookedUntil = now.toInstant();
        }
    }

    /** The mark comes first: caches check it after they have stored something readable. */
    private void forget(String owner, UUID id) {
        destroyed.put(owner, true);
        byOwner.remove(owner);
        byId.remove(id);
        listeners.forEach(memory -> memory.accept(owner));
    }

    /** Whether this process has seen the owner's key destroyed. */
    boolean hasSeenDestroyed(String owner) {
        return destroyed.containsKey(ComparableText.of(owner));
    }

    /** Calls the listener with the owner of each destroyed key, right after the commit. */
    void onDestroyed(Consumer<String> listener) {
        listeners.add(listener);
    }

    private Key create(String owner) {
        return table.insert(owner)
                .or(() -> table.hold(owner))
                .orElseThrow(
                        () -> new IllegalStateException("no key could be created for a new owner of personal data"));
    }

    /** A key that this transaction created or found is cached only after its commit. */
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
                    if (key.isDestroyed()) {
                        vacuum.request();
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

    private static <K, V> Map<K, V> cache() {
        return Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > CACHED;
            }
        });
    }
}
