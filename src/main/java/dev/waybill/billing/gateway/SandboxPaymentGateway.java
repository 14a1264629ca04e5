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
 * Plays a payment provider. It records its payments durably, each call in a transaction of its own, and answers a repeated
 * call as the first.
 */
public final class SandboxPaymentGateway implements PaymentGateway {

    private static final String TABLE = "billing.sandbox_payment";

    /** A payment as the provider has recorded it; minor units. */
    public record SandboxEntry(
            String paymentId,
            String orderId,
            String method,
            long authorized,
            long captured,
            long refunded,
            String currency,
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
        Optional<String> declined = SandboxMethods.declineReason(payment.method());
        String decided = declined.isPresent() ? "DECLINED" : "AUTHORIZED";
        int outages = SandboxMethods.outages(payment.method());
        Call call = jdbc.queryForObject(
                "insert into " + TABLE + " as p (payment_id, order_id, method, amount, currency, status)"
                        + " values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (payment_id) do update set calls = p.calls + 1,"
                        + " status = case when p.status = 'NEW' and p.calls >= ? then ? else p.status end"
                        + " returning calls, status",
                (row, n) -> new Call(row.getInt(1), row.getString(2)),
                payment.paymentId(),
                payment.orderId(),
                payment.method(),
                payment.amount(),
                payment.currency(),
                outages > 0 ? "NEW" : decided,
                outages,
                decided);
        if (call == null || call.number() <= outages) {
            throw new GatewayTimeout("the payment provider did not answer in time (sandbox outage)");
        }
        if (call.status().equals("CANCELLED")) {
            return new Declined("cancelled");
        }
        return declined.<AuthorizationResult>map(Declined::new)
                .orElseGet(() -> new Authorized(clock.instant().plus(lifetime)));
    }

    private record Call(int number, String status) {}

    @Override
    public CaptureResult capture(String paymentId, long amount) {
        List<String> methods = jdbc.queryForList(
                "update " + TABLE + " set captured = case when status = 'AUTHORIZED' then ? else captured end,"
                        + " status = 'CAPTURED' where payment_id = ? and method <> ?"
                        + " and (status = 'CAPTURED' or status = 'AUTHORIZED' and amount >= ?) returning method",
                String.class,
                amount,
                paymentId,
                SandboxMethods.CAPTURE_DECLINED,
                amount);
        return methods.isEmpty() ? new Refused("capture_declined") : new Captured();
    }

    @Override
    public void cancel(String paymentId) {
        jdbc.update(
                "update " + TABLE
                        + " set status = 'CANCELLED' where payment_id = ? and status in ('NEW', 'AUTHORIZED')",
                paymentId);
    }

    @Override
    public void refund(String paymentId) {
        if (!move(paymentId, "REFUNDED", "CAPTURED") && !status(paymentId).equals("REFUNDED")) {
            throw new IllegalStateException("payment " + paymentId + " was never captured, so it cannot be refunded");
        }
    }

    /** The payments of an order, as the provider has recorded them. */
    public List<SandboxEntry> entries(String orderId) {
        return jdbc.query(
                "select payment_id, order_id, method, amount, status, captured, currency from " + TABLE
                        + " where order_id = ? order by payment_id",
                (row, n) -> {
                    String status = row.getString(5);
                    long captured = row.getLong(6);
                    return new SandboxEntry(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            status.equals("AUTHORIZED") ? row.getLong(4) : 0,
                            captured,
                            status.equals("REFUNDED") ? captured : 0,
                            row.getString(7),
                            status);
                },
                orderId);
    }

    private boolean move(String paymentId, String to, String from) {
        return jdbc.update(
                        "update " + TABLE + " set status = ? where payment_id = ? and status = ?", to, paymentId, from)
                == 1;
    }

    private String status(String paymentId) {
        return jdbc
                .queryForList("select status from " + TABLE + " where payment_id = ?", String.class, paymentId)
                .stream()
                .findFirst()
                .orElse("UNKNOWN");
    }
}
