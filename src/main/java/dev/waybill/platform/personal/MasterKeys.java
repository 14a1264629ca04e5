package dev.waybill.platform.personal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master key of this process, and others whose wrapped keys it reads. */
public final class MasterKeys {

    private static final Logger log = LoggerFactory.getLogger(MasterKeys.class);
    private static final String PROPERTY = "waybill.personal.master-key";
    private static final String WRAPPING = "personal keys";

    private final @Nullable MasterKeyFile generated;
    private final boolean shared;
    private final boolean clearsPlainKeys;
    private final List<MasterKey> previous;
    private volatile @Nullable MasterKey current;

    private MasterKeys(
            @Nullable MasterKey current,
            @Nullable MasterKeyFile generated,
            boolean shared,
            boolean clearsPlainKeys,
            List<MasterKey> previous) {
        this.current = current;
        this.generated = generated;
        this.shared = shared;
        this.clearsPlainKeys = clearsPlainKeys;
        this.previous = previous;
    }

    /** This master key, and others that are read too. */
    public static MasterKeys of(MasterKey current, MasterKey... previous) {
        return new MasterKeys(current, null, false, true, List.of(previous));
    }

    /**
     * The configured keys, or the one in the data directory.
     *
     * @param shared whether other processes use the same database
     */
    static MasterKeys of(PersonalProperties properties, Path dataDirectory, boolean shared) {
        List<MasterKey> previous = IntStream.range(
                        0, properties.previousMasterKeys().size())
                .mapToObj(n -> MasterKey.parse(
                        properties.previousMasterKeys().get(n), "waybill.personal.previous-master-keys[" + n + "]"))
                .toList();
        boolean clears = Objects.requireNonNullElse(properties.clearPlainKeys(), !shared);
        Optional<MasterKey> configured = configured(properties);
        if (configured.isPresent()) {
            return new MasterKeys(configured.get(), null, shared, clears, previous);
        }
        var file = new MasterKeyFile(dataDirectory.resolve("master.key"));
        return new MasterKeys(null, file, shared, clears, previous);
    }

    private static Optional<MasterKey> configured(PersonalProperties properties) {
        Optional<String> key = value(properties.masterKey());
        Optional<String> file = value(properties.masterKeyFile());
        if (key.isPresent() && file.isPresent()) {
            throw new MasterKeyException("Both " + PROPERTY + " and " + PROPERTY + "-file are set", "Set one of them.");
        }
        return key.map(base64 -> MasterKey.parse(base64, PROPERTY))
                .or(() -> file.map(path -> new MasterKeyFile(Path.of(path))
                        .read()
                        .orElseThrow(() -> new MasterKeyException(
                                "There is no file " + path + ", which " + PROPERTY + "-file names",
                                "Put the master key there; a new one is made with `openssl rand -base64 32`."))));
    }

    private static Optional<String> value(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isBlank());
    }

    /** The master key, if there is one yet; another process may have created it a moment ago. */
    Optional<MasterKey> present() {
        MasterKey known = current;
        return known == null && generated != null ? found(generated) : Optional.ofNullable(known);
    }

    private synchronized Optional<MasterKey> found(MasterKeyFile file) {
        if (current == null) {
            file.read().ifPresent(found -> {
                current = found;
                log.info("The master key of personal data is in {}", file);
            });
        }
        return Optional.ofNullable(current);
    }

    /** The master key; a new one where none is configured and the data directory has none. */
    synchronized MasterKey currentOrNew() {
        Optional<MasterKey> known = present();
        if (known.isPresent()) {
            return known.get();
        }
        if (generated == null) {
            throw new IllegalStateException("there is neither a master key nor a file for it");
        }
        MasterKey created = generated.create();
        current = created;
        if (shared) {
            log.warn(
                    "No master key is configured, so {} was created. Every process of this database needs this key: set"
                            + " {}-file or {} (WAYBILL_PERSONAL_MASTER_KEY). Keep a copy of it apart from the backups of"
                            + " the database: without it no personal data can be read",
                    generated,
                    PROPERTY,
                    PROPERTY);
        } else {
            log.info("Created the master key of personal data in {}", generated);
        }
        return created;
    }

    /** Where the key was looked for, as text. */
    String source() {
        return generated == null ? "that is configured" : "in " + generated;
    }

    /** Whether no copy of a release that reads plain keys only runs any more. */
    boolean clearsPlainKeys() {
        return clearsPlainKeys;
    }

    boolean isPrevious(String id) {
        return previous.stream().anyMatch(key -> key.id().equals(id));
    }

    /** The key for one purpose, derived from the master key. */
    public SecretKey derive(String purpose) {
        return derived(purpose).getFirst();
    }

    /** The keys for one purpose, derived from each master key: the first is for new values, all are for reading. */
    public List<SecretKey> derived(String purpose) {
        return all().map(key -> key.derive(purpose)).toList();
    }

    private Stream<MasterKey> all() {
        MasterKey known = present().orElseThrow(() -> new IllegalStateException("no context was opened yet"));
        return Stream.concat(Stream.of(known), previous.stream());
    }

    /** Encrypts the key with that id: the id of the master key, then {@link AesGcm}. */
    byte[] wrap(UUID id, SecretKey key) {
        MasterKey master = all().findFirst().orElseThrow();
        byte[] sealed = AesGcm.encrypt(master.derive(WRAPPING), key.getEncoded(), bytes(id));
        return ByteBuffer.allocate(MasterKey.ID_BYTES + sealed.length)
                .put(master.idBytes())
                .put(sealed)
                .array();
    }

    /** Decrypts the key with that id. */
    SecretKey unwrap(UUID id, byte[] wrapped) {
        byte[] masterId = Arrays.copyOf(wrapped, MasterKey.ID_BYTES);
        MasterKey master = all().filter(key -> Arrays.equals(key.idBytes(), masterId))
                .findFirst()
                .orElseThrow(() -> new MasterKeyException(
                        "Personal data is encrypted with master key "
                                + HexFormat.of().formatHex(masterId) + ", which this process does not have",
                        "Add that key to waybill.personal.previous-master-keys."));
        try {
            byte[] sealed = Arrays.copyOfRange(wrapped, MasterKey.ID_BYTES, wrapped.length);
            return new SecretKeySpec(AesGcm.decrypt(master.derive(WRAPPING), sealed, bytes(id)), "AES");
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the wrapped key " + id + " was altered", e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
