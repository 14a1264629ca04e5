package dev.waybill.platform.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/** Encrypts a text for its owner into a token: key id, nonce and AES-256-GCM cipher text, in Base64. */
final class PersonalCipher {

    private static final byte[] NO_CONTEXT = {};

    private final PersonalKeys keys;

    PersonalCipher(PersonalKeys keys) {
        this.keys = keys;
    }

    /** A token that only the owner's key opens; empty when that key was destroyed. */
    Optional<String> encrypt(String owner, String text) {
        PersonalKeys.Key key = keys.of(owner);
        SecretKey secret = key.secret();
        return secret == null ? Optional.empty() : Optional.of(token(key.id(), secret, text));
    }

    private static String token(UUID id, SecretKey secret, String text) {
        byte[] encrypted = AesGcm.encrypt(secret, text.getBytes(StandardCharsets.UTF_8), NO_CONTEXT);
        byte[] token = ByteBuffer.allocate(16 + encrypted.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(encrypted)
                .array();
        return Base64.getEncoder().encodeToString(token);
    }

    /** Whether a text has the form of a token; nothing else was created here. */
    static boolean isToken(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= 16 + AesGcm.OVERHEAD;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The text behind a token, or "erased" when its key was destroyed. */
    String decrypt(String token) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
        var id = new UUID(bytes.getLong(), bytes.getLong());
        byte[] encrypted = new byte[bytes.remaining()];
        bytes.get(encrypted);
        return keys.withId(id)
                .map(PersonalKeys.Key::secret)
                .map(secret -> text(secret, encrypted))
                .orElse(PersonalJson.ERASED);
    }

    private static String text(SecretKey secret, byte[] encrypted) {
        try {
            return new String(AesGcm.decrypt(secret, encrypted, NO_CONTEXT), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("personal data could not be decrypted", e);
        }
    }
}
