package dev.waybill.platform.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts a text for its owner into a token: key id, nonce and AES-256-GCM cipher text, in Base64. */
final class PersonalCipher {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

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
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, secret, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] token = ByteBuffer.allocate(16 + NONCE + sealed.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getEncoder().encodeToString(token);
    }

    /** Whether a text has the form of a token; anything else was never made here. */
    static boolean isToken(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= 16 + NONCE + TAG_BITS / 8;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The text behind a token, or "erased" when its key was destroyed. */
    String decrypt(String token) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
        var id = new UUID(bytes.getLong(), bytes.getLong());
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        return keys.withId(id)
                .map(PersonalKeys.Key::secret)
                .map(secret -> new String(run(Cipher.DECRYPT_MODE, secret, nonce, sealed), StandardCharsets.UTF_8))
                .orElse(PersonalJson.ERASED);
    }

    private static byte[] run(int mode, SecretKey secret, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "personal data could not be " + (mode == Cipher.ENCRYPT_MODE ? "encrypted" : "decrypted"), e);
        }
    }
}
