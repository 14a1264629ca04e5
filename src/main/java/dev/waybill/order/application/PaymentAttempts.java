package dev.waybill.order.application;

import dev.waybill.order.domain.Order;
import dev.waybill.platform.text.ComparableText;
import dev.waybill.platform.web.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Limits how many payment methods are tried, as stolen cards are tested by trying them: of each order, and of each customer
 * in an hour.
 */
public class PaymentAttempts {

    private static final String SLUG = "too-many-payment-attempts";
    private static final Duration WINDOW = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final int most;

    /** @param most how many each order has, and each customer in an hour */
    public PaymentAttempts(JdbcTemplate jdbc, Clock clock, int most) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = most;
    }

    /**
     * Counts another attempt with the current transaction.
     *
     * @throws ProblemException 429 if there were enough
     */
    void another(Order order) {
        if (order.payment().attempts() >= most) {
            throw ProblemException.tooManyRequests(
                    SLUG, "this order has tried " + most + " payment methods, which is all that it may", WINDOW);
        }
        Timestamp now = Timestamp.from(clock.instant());
        Timestamp begin = Timestamp.from(now.toInstant().minus(WINDOW));
        String customer = ComparableText.of(order.agreed().customerId());
        jdbc.update(
                "delete from orders.payment_attempt where ctid = any(array(select ctid from orders.payment_attempt"
                        + " where at < ? limit 100 for update skip locked))",
                begin);
        jdbc.update("insert into orders.payment_attempt (customer_id, at) values (?, ?)", customer, now);
        Long tried = jdbc.queryForObject(
                "select count(*) from orders.payment_attempt where customer_id = ? and at >= ?",
                Long.class,
                customer,
                begin);
        if (tried != null && tried > most) {
            throw ProblemException.tooManyRequests(
                    SLUG, "this customer has chosen " + most + " other payment methods within an hour", WINDOW);
        }
    }
}
