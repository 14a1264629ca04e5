package dev.waybill.order.web;

import dev.waybill.platform.web.ProblemException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Remembers which order a login's key led to, in the transaction that places it. A second request with the key waits for
 * the first one's commit; when that is rolled back, nothing is remembered and the second one is the first.
 */
public class IdempotencyKeys {

    /** The digest of a key's first request, empty once its customer was erased, and the order that it led to. */
    record Remembered(byte[] request, String orderId) {

        boolean isOf(PlaceOrderRequest other) {
            return request.length == 0 || RequestDigest.matches(request, other);
        }
    }

    private final JdbcTemplate jdbc;

    public IdempotencyKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims the key for a new order; what it was used for before, if it was. */
    Optional<Remembered> claim(String login, String key, PlaceOrderRequest request, String orderId) {
        int claimed = jdbc.update(
                "insert into orders.idempotency_key (login, key, request, order_id)"
                        + " values (?, ?, ?, ?) on conflict do nothing",
                login,
                key,
                RequestDigest.of(request),
                orderId);
        return claimed == 1 ? Optional.empty() : remembered(login, key);
    }

    /** The order that the key led to before; another request with it is a problem. */
    String orderOf(Remembered first, String key, PlaceOrderRequest request) {
        if (!first.isOf(request)) {
            throw ProblemException.unprocessable(
                    "idempotency-key-reused",
                    "the key \"" + key + "\" was used with another request; take a new key for a new order",
                    "Idempotency-Key");
        }
        return first.orderId();
    }

    /** What a key was used for. */
    Optional<Remembered> remembered(String login, String key) {
        List<Remembered> rows = jdbc.query(
                "select request, order_id from orders.idempotency_key where login = ? and key = ?",
                (row, n) -> new Remembered(row.getBytes(1), row.getString(2)),
                login,
                key);
        return rows.stream().findFirst();
    }
}
