package dev.waybill.platform.personal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Authenticated encryption with AES-256-GCM: a random nonce of 12 bytes, then the cipher text with its tag. */
public final class AesGcm {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    /** The bytes that a cipher text has more than its plain text. */
    static final int OVERHEAD = NONCE + TAG_BITS / Byte.SIZE;

    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    /** Encrypts; only with the same context can it be decrypted. */
    public static byte[] encrypt(SecretKey key, byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /**
     * Decrypts what {@link #encrypt} returned.
     *
     * @throws AEADBadTagException when it was encrypted with another key or context, or altered
     */
    public static byte[] decrypt(SecretKey key, byte[] encrypted, byte[] context) throws AEADBadTagException {
        if (encrypted.length < OVERHEAD) {
            throw new AEADBadTagException("too short");
        }
        ByteBuffer bytes = ByteBuffer.wrap(encrypted);
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("decryption failed", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
