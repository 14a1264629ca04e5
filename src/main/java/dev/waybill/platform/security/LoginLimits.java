package dev.waybill.platform.security;

import dev.waybill.platform.web.LogText;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Limits how many passwords may be wrong in a minute, by name and by address, and how many are hashed at once. */
final class LoginLimits {

    private static final Logger log = LoggerFactory.getLogger(LoginLimits.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LONGEST_WAIT_MILLIS = 1_000;

    private final Buckets byName;
    private final Buckets byAddress;
    private final Buckets reports = new Buckets(1, MINUTE);
    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    LoginLimits(int perName, int perAddress) {
        this.byName = new Buckets(perName, MINUTE);
        this.byAddress = new Buckets(perAddress, MINUTE);
    }

    /**
     * Checks a password within the limits; one that is right counts for nothing.
     *
     * @throws LoginDeferred when it was not checked
     */
    boolean check(String name, String address, BooleanSupplier password) {
        take(byName, name, "the name", name);
        take(byAddress, address, "the address", name);
        boolean right = hashed(password);
        if (right) {
            byName.giveBack(name);
            byAddress.giveBack(address);
        }
        return right;
    }

    private void take(Buckets buckets, String key, String what, String name) {
        Duration wait = buckets.take(key);
        if (!wait.isZero()) {
            if (reports.take(key).isZero()) {
                log.warn(
                        "Too many logins have failed for {} {}: the next password for {} is looked at in {} s",
                        what,
                        LogText.of(key),
                        LogText.of(name),
                        wait.toSeconds() + 1);
            }
            throw LoginDeferred.tooMany(wait);
        }
    }

    /** A hash is slow on purpose; half of the processors are left for all else. */
    private boolean hashed(BooleanSupplier password) {
        try {
            if (!hashing.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw LoginDeferred.busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoginDeferred.busy();
        }
        try {
            return password.getAsBoolean();
        } finally {
            hashing.release();
        }
    }
}
