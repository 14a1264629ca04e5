package dev.waybill.platform.personal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A secret of 32 bytes that is not in the database. It encrypts nothing itself: the keys that do are derived from it. */
public final class MasterKey {

    static final int ID_BYTES = 16;

    private static final int BYTES = 32;
    private static final String DERIVATION = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;
    private final byte[] id;

    private MasterKey(byte[] secret) {
        this.secret = secret;
        this.id = Arrays.copyOf(derive("id").getEncoded(), ID_BYTES);
    }

    /** A new one. */
    public static MasterKey random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new MasterKey(secret);
    }

    /**
     * Reads a key from Base64.
     *
     * @param source where it was found, for the message
     * @throws MasterKeyException when it is no Base64 of 32 bytes
     */
    static MasterKey parse(String base64, String source) {
        try {
            byte[] secret = Base64.getDecoder().decode(base64.strip());
            if (secret.length == BYTES) {
                return new MasterKey(secret);
            }
        } catch (IllegalArgumentException notBase64) {
            // The value is not repeated in the message.
        }
        throw new MasterKeyException(
                source + " is not the Base64 of 32 bytes", "Create a key with `openssl rand -base64 32`.");
    }

    String toBase64() {
        return Base64.getEncoder().encodeToString(secret);
    }

    /** A key for one purpose, which reveals neither this key nor those for other purposes (HKDF-Expand, RFC 5869). */
    public SecretKey derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(DERIVATION);
            mac.init(new SecretKeySpec(secret, DERIVATION));
            mac.update(("waybill " + purpose).getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 1);
            return new SecretKeySpec(mac.doFinal(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be derived", e);
        }
    }

    byte[] idBytes() {
        return id.clone();
    }

    /** Names this key in the database and in messages. */
    String id() {
        return HexFormat.of().formatHex(id);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "master key " + id();
    }
}
