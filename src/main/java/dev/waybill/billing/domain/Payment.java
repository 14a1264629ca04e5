package dev.waybill.billing.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to collect an amount (minor units) with a payment method.
 *
 * @param revision of the newest command that relies on it
 * @param collects what is to be, is being or was collected; null while the amount is held only
 * @param expiresAt when an authorization lapses
 * @param note why it was declined, or where the customer has to confirm it
 * @param invoice the number of the invoice that it has paid
 */
public record Payment(
        String id,
        String method,
        long amount,
        int revision,
        Status status,
        @Nullable Draft collects,
        @Nullable Instant expiresAt,
        @Nullable String note,
        @Nullable String invoice) {

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

        /** Whether the provider has not yet decided to hold the amount. */
        public boolean isPending() {
            return this == AUTHORIZING || this == ACTION_REQUIRED;
        }

        /** Whether the customer's money was, or may have been, collected. */
        boolean holdsMoney() {
            return this == CAPTURING || this == CAPTURED || this == REFUNDING;
        }
    }

    static Payment requested(String id, String method, long amount, int revision) {
        return new Payment(id, method, amount, revision, Status.AUTHORIZING, null, null, null, null);
    }

    /** What was collected, refunded or not. */
    public long captured() {
        return switch (status) {
            case CAPTURED, REFUNDING, REFUNDED ->
                collects == null ? 0 : collects.amounts().total();
            case AUTHORIZING, ACTION_REQUIRED, AUTHORIZED, DECLINED, CAPTURING, VOIDING, VOIDED -> 0;
        };
    }

    /** What the provider holds: since it was authorized, until it is collected or released. */
    long held() {
        return switch (status) {
            case AUTHORIZED, CAPTURING, VOIDING -> expiresAt == null ? 0 : amount;
            case AUTHORIZING, ACTION_REQUIRED, DECLINED, CAPTURED, VOIDED, REFUNDING, REFUNDED -> 0;
        };
    }

    Payment at(Status next) {
        return new Payment(id, method, amount, revision, next, collects, expiresAt, note, invoice);
    }

    Payment reliedOnAt(int newRevision) {
        return new Payment(id, method, amount, newRevision, status, collects, expiresAt, note, invoice);
    }

    Payment authorizedUntil(Instant expiry) {
        return new Payment(id, method, amount, revision, Status.AUTHORIZED, collects, expiry, null, invoice);
    }

    Payment collecting(@Nullable Draft draft) {
        return new Payment(id, method, amount, revision, Status.CAPTURING, draft, expiresAt, note, invoice);
    }

    Payment noting(Status next, String why) {
        return new Payment(id, method, amount, revision, next, collects, expiresAt, why, invoice);
    }

    Payment invoicedAs(String number) {
        return new Payment(id, method, amount, revision, status, collects, expiresAt, note, number);
    }

    /** Whether it is a payment of 0.00, which no provider is asked for. */
    boolean isFree() {
        return amount == 0;
    }

    /** Nothing is held of a customer who has nothing to pay, whatever the method. */
    boolean covers(long total, String wantedMethod) {
        return total == 0 ? isFree() : amount >= total && method.equals(wantedMethod);
    }

    /** Whether what it collects is exactly that draft, so that its invoice is still the right one. */
    boolean paysFor(@Nullable Draft draft) {
        return draft != null && draft.equals(collects);
    }

    boolean hasLapsed(Instant now) {
        return !isFree() && expiresAt != null && !expiresAt.isAfter(now);
    }
}
