package dev.waybill.billing.domain;

import dev.waybill.billing.gateway.PaymentGateway;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult.ActionRequired;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult.Authorized;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult.Declined;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult.Pending;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult.Captured;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A payment provider in memory, as its port promises it: the same call again gets the same answer and moves no money. */
final class ProviderModel implements PaymentGateway {

    static final Duration LIFETIME = Duration.ofDays(7);

    /** How a payment ends, as the customer's method decides it. */
    enum Method {
        ACCEPTED,
        DECLINED,
        CAPTURE_REFUSED,
        TO_CONFIRM,
        TOLD_LATER
    }

    private enum State {
        ASKING,
        HELD,
        DECLINED,
        CANCELLED
    }

    private static final class Account {
        private final Method method;
        private final long held;
        private State state;
        private Instant expiresAt = Instant.MAX;
        private @Nullable CaptureResult capture;
        private long captured;
        private long refunded;

        private Account(Method method, long held, State state) {
            this.method = method;
            this.held = held;
            this.state = state;
        }
    }

    private final Map<String, Account> accounts = new TreeMap<>();
    private Instant now;

    ProviderModel(Instant now) {
        this.now = now;
    }

    void timePasses(Duration time) {
        now = now.plus(time);
    }

    @Override
    public AuthorizationResult authorize(Authorization payment) {
        return result(accounts.computeIfAbsent(payment.paymentId(), id -> opened(payment)));
    }

    private Account opened(Authorization payment) {
        Method method = Method.valueOf(payment.method());
        return switch (method) {
            case ACCEPTED, CAPTURE_REFUSED -> hold(new Account(method, payment.amount(), State.HELD));
            case DECLINED -> new Account(method, payment.amount(), State.DECLINED);
            case TO_CONFIRM, TOLD_LATER -> new Account(method, payment.amount(), State.ASKING);
        };
    }

    private Account hold(Account account) {
        account.state = State.HELD;
        account.expiresAt = now.plus(LIFETIME);
        return account;
    }

    private static AuthorizationResult result(Account account) {
        return switch (account.state) {
            case HELD -> new Authorized(account.expiresAt);
            case DECLINED, CANCELLED -> new Declined("declined");
            case ASKING -> account.method == Method.TO_CONFIRM ? new ActionRequired("https://bank") : new Pending();
        };
    }

    /** Whether the customer or the bank still has to decide on the payment. */
    boolean asks(String paymentId) {
        Account account = accounts.get(paymentId);
        return account != null && account.state == State.ASKING;
    }

    /** A payment that no customer has to confirm, and that the provider has not decided on. */
    Optional<String> undecided() {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().state == State.ASKING)
                .filter(entry -> entry.getValue().method == Method.TOLD_LATER)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Decides what the provider could not decide at once, and reports it. */
    AuthorizationResult decide(String paymentId, boolean accepted) {
        Account account = account(paymentId);
        if (account.state == State.ASKING) {
            if (accepted) {
                hold(account);
            } else {
                account.state = State.DECLINED;
            }
        }
        return result(account);
    }

    @Override
    public CaptureResult capture(String paymentId, long amount) {
        Account account = account(paymentId);
        CaptureResult first = account.capture;
        if (first != null) {
            return first;
        }
        boolean collectable = account.state == State.HELD
                && amount <= account.held
                && account.expiresAt.isAfter(now)
                && account.method != Method.CAPTURE_REFUSED;
        account.captured = collectable ? amount : 0;
        CaptureResult result = collectable ? new Captured() : new Refused("refused");
        account.capture = result;
        return result;
    }

    @Override
    public void cancel(String paymentId) {
        Account account = account(paymentId);
        if (account.captured == 0 && account.state != State.DECLINED) {
            account.state = State.CANCELLED;
        }
    }

    @Override
    public void refund(String paymentId) {
        Account account = account(paymentId);
        if (account.captured == 0) {
            throw new IllegalStateException("payment " + paymentId + " was never captured");
        }
        account.refunded = account.captured;
    }

    private Account account(String paymentId) {
        Account account = accounts.get(paymentId);
        if (account == null) {
            throw new IllegalStateException("the provider was never asked for " + paymentId);
        }
        return account;
    }

    /** What was collected by a payment, refunded or not. */
    long captured(String paymentId) {
        Account account = accounts.get(paymentId);
        return account == null ? 0 : account.captured;
    }

    long refunded(String paymentId) {
        Account account = accounts.get(paymentId);
        return account == null ? 0 : account.refunded;
    }

    /** What was collected and not refunded. */
    long retained() {
        return accounts.values().stream()
                .mapToLong(account -> account.captured - account.refunded)
                .sum();
    }

    /** How many payments were collected and not refunded. */
    long openCaptures() {
        return accounts.values().stream()
                .filter(account -> account.captured > account.refunded)
                .count();
    }

    /** The payments that hold the customer's money, or may yet come to, without having collected it. */
    Stream<String> open() {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().state == State.ASKING || entry.getValue().state == State.HELD)
                .filter(entry -> entry.getValue().captured == 0)
                .map(Map.Entry::getKey);
    }
}
