package dev.waybill.platform.messaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids of messages: UUIDs of version 5 (RFC 9562) of source, exchange, subject and sequence, so that a message which is
 * published again has the id that it had the first time.
 */
final class MessageIds {

    /** Of our own, as the names are. */
    private static final UUID NAMESPACE = UUID.fromString("5b7e3c9a-7d54-4c0e-9f5a-2f6a4f1f6d0b");

    private static final long VERSION_5 = 5L << 12;
    private static final long VARIANT = 1L << 63;

    private MessageIds() {}

    /** The subject comes last, as it alone may hold any character. */
    static UUID of(String source, String exchange, String subject, long sequence) {
        return version5(NAMESPACE, source + "\n" + exchange + "\n" + sequence + "\n" + subject);
    }

    static UUID version5(UUID namespace, String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha1(namespace, name));
        long most = hash.getLong() & ~0xF000L | VERSION_5;
        long least = hash.getLong() & ~(3L << 62) | VARIANT;
        return new UUID(most, least);
    }

    /** Version 5 prescribes SHA-1; an id is no secret and proves nothing. */
    private static byte[] sha1(UUID namespace, String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            return digest.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
