package dev.waybill.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.function.SingletonSupplier;

/**
 * Remembers which passwords were right, so that not every request pays for a hash that is slow on purpose. What is
 * remembered is keyed with a secret of this process, and no password can be read from it.
 */
final class RememberedPasswords implements PasswordEncoder {

    private static final int REMEMBERED = 10_000;

    private final PasswordEncoder passwords;
    private final SingletonSupplier<String> ofUnknownUser;
    private final SecretKeySpec secret = new SecretKeySpec(new SecureRandom().generateSeed(32), "HmacSHA256");
    private final Cache<String, Boolean> right =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    RememberedPasswords(PasswordEncoder passwords) {
        this.passwords = passwords;
        this.ofUnknownUser =
                SingletonSupplier.of(() -> passwords.encode(UUID.randomUUID().toString()));
    }

    @Override
    public String encode(CharSequence password) {
        return passwords.encode(password);
    }

    /** Whether the password was right before; costs no hash. */
    boolean remembers(CharSequence password, String encoded) {
        return right.getIfPresent(fingerprint(password, encoded)) != null;
    }

    /** What the password of a user who does not exist is compared with, so that it takes as long as any other. */
    String ofUnknownUser() {
        return ofUnknownUser.obtain();
    }

    @Override
    public boolean matches(CharSequence password, String encoded) {
        String key = fingerprint(password, encoded);
        if (right.getIfPresent(key) != null) {
            return true;
        }
        boolean matches = passwords.matches(password, encoded);
        if (matches) {
            right.put(key, true);
        }
        return matches;
    }

    private String fingerprint(CharSequence password, String encoded) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(encoded.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a password could not be checked", e);
        }
    }
}
