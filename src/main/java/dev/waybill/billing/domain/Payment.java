package dev.waybill.billing.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to collect an amount (minor units) with a payment method.
 *
 * @param note why it was declined, or where the customer has to confirm it
 * @param expiresAt when an authorization lapses
 */
public record Payment(
        String id,
        String method,
        long amount,
        Status status,
        @Nullable Instant expiresAt,
        @Nullable String note) {

    /** Where a payment is; the provider is being asked in each {@code …ING}. */
    public enum Status {
        AUTHORIZING,
        ACTION_REQUIRED,
        AUTHORIZED,
        DECLINED,
        CAPTURING,
        CAPTURED,
        VOIDING,
        VOIDED,
        REFUNDING,
        REFUNDED;

        /** Whether money is held, was collected, or may still be. */
        public boolean isOpen() {
            return this != DECLINED && this != VOIDED && this != REFUNDED;
        }
    }

    Payment at(Status next) {
        return new Payment(id, method, amount, next, expiresAt, note);
    }

    Payment authorizedUntil(Instant expiry) {
        return new Payment(id, method, amount, Status.AUTHORIZED, expiry, null);
    }

    Payment noting(Status next, String why) {
        return new Payment(id, method, amount, next, expiresAt, why);
    }

    boolean covers(long total, String wantedMethod, Instant now) {
        return status == Status.AUTHORIZED && amount >= total && method.equals(wantedMethod) && !hasLapsed(now);
    }

    boolean hasLapsed(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
