package dev.waybill.billing.gateway;

import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult.Authorized;
import dev.waybill.billing.gateway.PaymentGateway.AuthorizationResult.Declined;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult.Captured;
import dev.waybill.billing.gateway.PaymentGateway.CaptureResult.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A payment provider that is none. It keeps durable books of its own, each call in a transaction of its own, and answers
 * a repeated call as the first.
 */
public final class SandboxPaymentGateway implements PaymentGateway {

    private static final String BOOKS = "billing.sandbox_payment";

    /** A line of the provider's books; minor units. */
    public record Entry(
            String paymentId,
            String orderId,
            String method,
            long authorized,
            long captured,
            long refunded,
            String status) {}

    private final JdbcTemplate jdbc;
    private final Duration lifetime;
    private final Clock clock;

    /** @param lifetime how long an authorization is held */
    public SandboxPaymentGateway(JdbcTemplate jdbc, Duration lifetime, Clock clock) {
        this.jdbc = jdbc;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public AuthorizationResult authorize(Authorization payment) {
        Integer calls = jdbc.queryForObject(
                "insert into " + BOOKS + " (payment_id, order_id, method, amount, status) values (?, ?, ?, ?, 'NEW')"
                        + " on conflict (payment_id) do update set calls = sandbox_payment.calls + 1 returning calls",
                Integer.class,
                payment.paymentId(),
                payment.orderId(),
                payment.method(),
                payment.amount());
        if (SandboxMethods.timesOut(payment.method(), calls == null ? 1 : calls)) {
            throw new GatewayTimeout("the payment provider did not answer in time (sandbox outage)");
        }
        Optional<String> declined = SandboxMethods.declineReason(payment.method());
        move(payment.paymentId(), declined.isPresent() ? "DECLINED" : "AUTHORIZED", "NEW");
        String status = status(payment.paymentId());
        if (status.equals("CANCELLED")) {
            return new Declined("cancelled");
        }
        return declined.<AuthorizationResult>map(Declined::new)
                .orElseGet(() -> new Authorized(clock.instant().plus(lifetime)));
    }

    @Override
    public CaptureResult capture(String paymentId, long amount) {
        List<String> methods =
                jdbc.queryForList("select method from " + BOOKS + " where payment_id = ?", String.class, paymentId);
        if (methods.stream().anyMatch(SandboxMethods::refusesCapture)) {
            return new Refused("capture_declined");
        }
        int collected = jdbc.update(
                "update " + BOOKS + " set status = 'CAPTURED', captured = ?"
                        + " where payment_id = ? and status = 'AUTHORIZED' and amount >= ?",
                amount,
                paymentId,
                amount);
        return collected == 1 || status(paymentId).equals("CAPTURED")
                ? new Captured()
                : new Refused("nothing, or not enough, is authorized");
    }

    @Override
    public void cancel(String paymentId) {
        jdbc.update(
                "update " + BOOKS
                        + " set status = 'CANCELLED' where payment_id = ? and status in ('NEW', 'AUTHORIZED')",
                paymentId);
    }

    @Override
    public void refund(String paymentId) {
        if (!move(paymentId, "REFUNDED", "CAPTURED") && !status(paymentId).equals("REFUNDED")) {
            throw new IllegalStateException("payment " + paymentId + " was never captured, so it cannot be refunded");
        }
    }

    /** The provider's own books of an order. */
    public List<Entry> books(String orderId) {
        return jdbc.query(
                "select payment_id, order_id, method, amount, status, captured from " + BOOKS
                        + " where order_id = ? order by payment_id",
                (row, n) -> {
                    String status = row.getString(5);
                    long captured = row.getLong(6);
                    return new Entry(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            status.equals("AUTHORIZED") ? row.getLong(4) : 0,
                            captured,
                            status.equals("REFUNDED") ? captured : 0,
                            status);
                },
                orderId);
    }

    private boolean move(String paymentId, String to, String from) {
        return jdbc.update(
                        "update " + BOOKS + " set status = ? where payment_id = ? and status = ?", to, paymentId, from)
                == 1;
    }

    private String status(String paymentId) {
        return jdbc
                .queryForList("select status from " + BOOKS + " where payment_id = ?", String.class, paymentId)
                .stream()
                .findFirst()
                .orElse("UNKNOWN");
    }
}
